package io.mscale.results.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.record.CellRecord;
import io.mscale.api.record.GridPicture;
import io.mscale.api.task.Domain;
import io.mscale.api.task.Grid;
import io.mscale.results.Samples;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.html.HtmlReport;
import io.mscale.results.record.RunFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFigureTest {

    private static final CellRecord CELL = Samples.ok("ejml", "multi", 0.01);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Evidence evidence = Samples.evidence(CELL);

    @BeforeEach
    void openFolder() {
        evidence = Evidence.of(new RunFolder(folder), Samples.run(CELL));
    }

    @Test
    void of_cellWithAField_drawsTargetNetworkAndError() throws IOException {
        write(1);

        Figure figure = pictures(evidence);
        assertThat(figure.name()).isEqualTo("fit1d-pictures-ejml");
        assertThat(figure.svg().split("<image ", -1)).hasSize(4);
        assertThat(figure.svg())
                .contains("multi, test MSE 1.0e-2")
                .contains("target, from 0 (dark) to 11 (bright)")
                .contains("error, from 0 (dark) to 5.5 or more (bright)");
        // the lowest value of the target is the palette's darkest colour, in the raster image too
        assertThat(pixel(PngImage.of(figure.svg(), 1), 25, 90)).isEqualTo(0x440154);
        assertThat(HtmlReport.of(evidence)).contains("<h3>Target, network and error</h3>", "data:image/png;base64,");
    }

    @Test
    void of_cellWithAColourImage_hasNoRange() throws IOException {
        write(3);

        assertThat(pictures(evidence).svg()).contains(">target<").doesNotContain("target, from");
    }

    @Test
    void of_greyImage_isGrey() throws IOException {
        CellRecord.Accuracy old = Objects.requireNonNull(CELL.accuracy());
        CellRecord image = Samples.withAccuracy(
                CELL,
                new CellRecord.Accuracy(
                        old.trainMse(), old.testMse(), old.testRelativeL2(), old.testMaxAbs(), List.of(), 20.5));
        evidence = Evidence.of(new RunFolder(folder), Samples.run(image));
        write(1);

        Figure figure = pictures(evidence);
        assertThat(figure.svg()).contains("PSNR 20.5 dB").contains(">target<").contains("to 0.5 or more");
        assertThat(pixel(PngImage.of(figure.svg(), 1), 25, 90)).isZero();
        assertThat(pixel(PngImage.of(figure.svg(), 1), 285, 90)).isEqualTo(0xffffff);
    }

    @Test
    void of_damagedPicture_isToldAndTheOthersAreDrawn() throws IOException {
        CellRecord other = Samples.ok("ejml", "single", 0.5);
        evidence = Evidence.of(new RunFolder(folder), Samples.run(CELL, other));
        write(1);
        Path file = new RunFolder(folder).cell(other.id()).picture();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no picture");

        FigureSet set = FigureSet.of(evidence);
        assertThat(set.notes()).anyMatch(note -> note.startsWith("no picture of what ejml learned, single: "));
        assertThat(pictures(evidence).svg()).contains("multi, test MSE").doesNotContain("single, test MSE");
        assertThat(HtmlReport.of(evidence)).contains("no picture of what ejml learned, single: ");
    }

    private static int pixel(byte[] png, int x, int y) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png)).getRGB(x, y) & 0xffffff;
    }

    private static Figure pictures(Evidence evidence) {
        List<Figure> figures = FigureSet.of(evidence).figures();
        return figures.stream()
                .filter(figure -> figure.name().contains("pictures"))
                .findFirst()
                .orElseThrow();
    }

    private void write(int outputs) throws IOException {
        Grid grid = new Grid(new Domain(List.of(-1.0, -1.0), List.of(1.0, 1.0)), 4, 3);
        double[] truth = new double[12 * outputs];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = i;
        }
        Path file = new RunFolder(folder).cell(CELL.id()).picture();
        Files.createDirectories(file.getParent());
        GridPicture.of(grid, outputs, truth, new double[12 * outputs]).write(file);
    }
}
