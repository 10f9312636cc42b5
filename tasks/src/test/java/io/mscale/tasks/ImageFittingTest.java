package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Grid;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFittingTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void trainingAndTestSet_haveNoPixelInCommon() {
        FittingTask task = image("scene");
        int all = task.samples().orElseThrow();
        Dataset train = task.trainingSet(all / 2, 1);
        Dataset test = task.testSet(all / 2, 1);

        assertThat(points(train)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(points(test));
    }

    @Test
    void target_colourImage_isRedGreenAndBlue() throws IOException {
        BufferedImage picture = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 0, 0xff8000);
        FittingTask task = image(written(picture, "png"));

        assertThat(task.outputDimension()).isEqualTo(3);
        // the longer side is [-1, 1], the upper right pixel's middle (3/4, 1/4)
        double[] colour = task.target(new double[] {0.75, 0.25});
        assertThat(colour[0]).isCloseTo(1, within(1e-12));
        assertThat(colour[1]).isCloseTo(128 / 255.0, within(1e-7));
        assertThat(colour[2]).isZero();
    }

    @Test
    void target_greyImage_isItsBrightness() throws IOException {
        assertThat(image(written(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png"))
                        .outputDimension())
                .isEqualTo(1);
        assertThat(image("rings").outputDimension()).isEqualTo(1);
    }

    @Test
    void configured_generatedPicture_isTheSameEveryTime() {
        assertThat(image("scene").trainingSet(500, 1).y())
                .isEqualTo(image("scene").trainingSet(500, 1).y());
    }

    @Test
    void configured_notAnImage_isToldInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "no picture");

        assertThatThrownBy(() -> image(text.toString()))
                .hasMessageContaining("is not a picture that can be read: PNG, JPEG,");
        assertThatThrownBy(() -> image(folder.resolve("none.png").toString())).hasMessageContaining("none.png");
    }

    @Test
    void configured_largeFile_isScaledDownAndToldAndStored() throws IOException {
        String file = written(new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY), "png");

        FittingTask task = new ImageFitting().configured(Map.of("image", file, "max-pixels", "600"));

        assertThat(task.remarks())
                .containsExactly("picture.png has 60 x 40 pixels, grey; fitted at 30 x 20 (--max-pixels)");
        assertThat(task.samples()).hasValue(600);
        assertThat(new ImageFitting().configured(task.choices()).samples()).hasValue(600);
        assertThat(image(file).choices()).containsOnlyKeys("image");
    }

    @Test
    void configured_wrongMaxPixels_saysWhatIsAllowed() {
        assertThatThrownBy(() -> new ImageFitting().configured(Map.of("max-pixels", "none")))
                .hasMessageContaining("max-pixels: 'none'")
                .hasMessageContaining("from 16 to 33554432");
        assertThatThrownBy(() -> new ImageFitting().configured(Map.of("max-pixels", "600")))
                .hasMessage("max-pixels: '600' is less than 'scene' has, 16384; files alone are scaled down");
    }

    /** Every pixel has a colour of its own. */
    @ParameterizedTest
    @CsvSource({
        "128, 128, 128, 128",
        "128, 77, 128, 77",
        "256, 3, 256, 3",
        "300, 300, 149, 149",
        "300, 200, 149, 99",
        "200, 300, 99, 149",
        "257, 2, 128, 1",
        "512, 512, 255, 255",
        "512, 511, 255, 255",
        "513, 513, 171, 171",
        "511, 514, 170, 171",
        "513, 2, 171, 1",
        "1000, 1000, 249, 249",
        "1000, 3, 249, 1",
        "667, 1000, 166, 249"
    })
    void picture_isOfMiddlesOfPixels(int width, int height, int columns, int rows) throws IOException {
        BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            pixels.setRGB(i % width, i / width, i + 1);
        }
        FittingTask task = image(written(pixels, "png"));

        Grid grid = task.picture().orElseThrow();

        assertThat(grid.columns()).isEqualTo(columns);
        assertThat(grid.rows()).isEqualTo(rows);
        assertThat(task.domain().nearlyContains(grid.domain())).isTrue();
        int longer = Math.max(width, height);
        int every = (longer + 255) / 256;
        int first = pixelOf(task.target(grid.point(0)));
        for (int i = 0; i < grid.size(); i++) {
            double[] point = grid.point(i);
            int pixel = pixelOf(task.target(point));
            int column = pixel % width;
            int row = pixel / width;

            assertThat(column).isEqualTo(first % width + i % columns * every);
            assertThat(row).isEqualTo(first / width + i / columns * every);
            // counted from the upper left corner, where the middle of the first pixel is 0
            assertThat((point[0] * longer + width - 1) / 2).isCloseTo(column, within(1e-9));
            assertThat((height - 1 - point[1] * longer) / 2).isCloseTo(row, within(1e-9));
        }
        // as much is left out at one side as at the other, but for a pixel
        int last = pixelOf(task.target(grid.point(grid.size() - 1)));
        assertThat(width - 1 - last % width - first % width).isBetween(-1, 1);
        assertThat(height - 1 - last / width - first / width).isBetween(-1, 1);
    }

    private static int pixelOf(double[] colour) {
        int number = 0;
        for (double channel : colour) {
            number = number << 8 | (int) Math.round(255 * channel);
        }
        return number - 1;
    }

    private static FittingTask image(String choice) {
        return new ImageFitting().configured(Map.of("image", choice));
    }

    private String written(BufferedImage picture, String format) throws IOException {
        Path file = folder.resolve("picture." + format);
        ImageIO.write(picture, format, file.toFile());
        return file.toString();
    }

    private static List<List<Double>> points(Dataset data) {
        double[] x = data.x();
        List<List<Double>> points = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            points.add(Arrays.asList(x[2 * i], x[2 * i + 1]));
        }
        return points;
    }
}
