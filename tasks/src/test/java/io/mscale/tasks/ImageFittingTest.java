package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        assertThatThrownBy(() -> image(text.toString())).hasMessageContaining("is not a PNG or JPEG image");
        assertThatThrownBy(() -> image(folder.resolve("none.png").toString())).hasMessageContaining("none.png");
    }

    /** A header that promises 60,000 x 60,000 pixels, and no pixel behind it: whoever decodes first gets nowhere. */
    @Test
    void configured_tooLarge_isToldByTheHeader() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(33);
        header.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        header.putInt(13).put("IHDR".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        header.putInt(60_000).putInt(60_000).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array(), 12, 17);
        header.putInt((int) crc.getValue());
        Path huge = Files.write(folder.resolve("huge.png"), header.array());

        assertThatThrownBy(() -> image(huge.toString())).hasMessageContaining("60000");
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
