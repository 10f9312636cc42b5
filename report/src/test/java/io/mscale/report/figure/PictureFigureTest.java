package io.mscale.report.figure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Domain;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Units;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.file.GridPicture;
import io.mscale.record.run.RunFolder;
import io.mscale.record.sample.Samples;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Pixels;
import io.mscale.report.html.ChangeSection;
import io.mscale.report.html.HtmlReport;
import io.mscale.report.output.ReportFiles;
import io.mscale.report.output.ReportFolder;
import io.mscale.report.svg.PngImage;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFigureTest {

    private static final CellRecord CELL = Samples.ok("ejml", "multi", 0.01);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Evidence evidence = SampleEvidence.of(CELL);

    @BeforeEach
    void openFolder() {
        evidence = Evidence.of(new RunFolder(folder), Samples.run(CELL));
    }

    @Test
    void of_cellWithAField_drawsTargetNetworkAndError() throws IOException {
        write(1);

        Figure figure = pictures(evidence);
        assertThat(figure.name()).isEqualTo("fit1d-pictures-ejml");
        assertThat(figure.svg().split("<image ", -1))
                .as("three pictures and three bars")
                .hasSize(1 + 6);
        assertThat(figure.svg()).contains("multi, test MSE 1.0e-2", ">target<", ">network<", ">error<");
        assertThat(figure.svg()).as("ends of the bars").contains(">0<", ">11<", ">\u2265 5.5<");
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE))
                .contains("<h3>Target, network and error</h3>", "data:image/png;base64,");
    }

    /** The drawing library can be told to leave out what is embedded, and then says so on the console only. */
    @Test
    void of_asPng_showsThePictures() throws IOException {
        write(1);

        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(PngImage.of(pictures(evidence).svg(), 1)));

        assertThat(image.getRGB(30, 94) & 0xffffff).as("the target's least").isEqualTo(0x440154);
        assertThat(image.getRGB(280, 280) & 0xffffff)
                .as("the target's greatest")
                .isEqualTo(0xfde725);
        assertThat(image.getRGB(870, 280) & 0xffffff)
                .as("an error beyond the bar")
                .isEqualTo(0xfcfdbf);
    }

    /** Neither target nor network has a value in a hole, and the range of colours is that of the rest. */
    @Test
    void of_fieldWithAHole_showsThePageThere() throws IOException {
        Grid grid = new Grid(Domain.cube(2, -1, 1), 4, 4);
        double[] truth = new double[16];
        double[] prediction = new double[16];
        for (int i = 0; i < 16; i++) {
            truth[i] = i < 8 ? 1 : Double.NaN;
            prediction[i] = i < 8 ? i : Double.NaN;
        }
        truth[0] = 3;
        Path file = new RunFolder(folder).cell(CELL.id()).picture();
        Files.createDirectories(file.getParent());
        GridPicture.of(grid, 1, truth, prediction).write(file);

        String svg = pictures(evidence).svg();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngImage.of(svg, 1)));

        assertThat(svg).contains(">1<", ">3<");
        for (int left : new int[] {30, 324, 618}) {
            assertThat(image.getRGB(left + 100, 320) & 0xffffff)
                    .as("picture from %d", left)
                    .isEqualTo(0xffffff);
            assertThat(image.getRGB(left + 100, 110) & 0xffffff).isNotEqualTo(0xffffff);
        }
    }

    @Test
    void of_imageInColour_hasABarForTheErrorOnly() throws IOException {
        setUp(image(20));
        write(3);

        assertThat(pictures(evidence).svg().split("<image ", -1)).hasSize(1 + 4);
        assertThat(pictures(evidence).svg()).contains("PSNR 20.0 dB, SSIM 0.876", ">\u2265 0.5<");
    }

    @Test
    void of_greyImage_isGrey() throws IOException {
        setUp(image(20));
        write(1);

        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(PngImage.of(pictures(evidence).svg(), 1)));

        assertThat(image.getRGB(30, 94) & 0xffffff).isZero();
        assertThat(image.getRGB(280, 280) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void of_twoVariantsOfTheSameTarget_drawsItOnce() throws IOException {
        CellRecord single = Samples.ok("ejml", "single", 0.5);
        evidence = Evidence.of(new RunFolder(folder), Samples.run(single, CELL));
        write(1);
        Path file = new RunFolder(folder).cell(single.id()).picture();
        Files.createDirectories(file.getParent());
        Files.copy(new RunFolder(folder).cell(CELL.id()).picture(), file);

        String svg = pictures(evidence).svg();

        assertThat(svg.split(">target<", -1)).hasSize(2);
        assertThat(svg.split(">network<", -1)).hasSize(3);
        assertThat(svg).contains("target: as above");
    }

    /** Photographs are the worst that a page can hold: noise cannot be compressed. */
    @Test
    void report_noisyImagesOfTwoBackends_staysBelowAMegabyte() throws IOException {
        List<CellRecord> cells = List.of(
                image(Samples.ok("djl", "single", 0.5), 20),
                image(Samples.ok("djl", "multi", 0.5), 20),
                image(Samples.ok("ejml", "single", 0.5), 20),
                image(Samples.ok("ejml", "multi", 0.5), 20));
        evidence = Evidence.of(new RunFolder(folder), Samples.run(cells.toArray(CellRecord[]::new)));
        Random random = new Random(1);
        double[] truth = new double[3 * 256 * 256];
        double[] prediction = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            double smooth = 0.5 + 0.4 * Math.sin(i / 3000.0);
            truth[i] = smooth + random.nextDouble(-0.08, 0.08);
            prediction[i] = smooth;
        }
        Grid grid = new Grid(Domain.cube(2, -1, 1), 256, 256);
        for (CellRecord cell : cells) {
            Path file = new RunFolder(folder).cell(cell.id()).picture();
            Files.createDirectories(file.getParent());
            GridPicture.of(grid, 3, truth, prediction).write(file);
        }

        assertThat(HtmlReport.of(evidence, ChangeSection.NONE).length()).isLessThan(1_000_000);
    }

    @Test
    void reportFiles_pictures_areInTheMarkdownToo() throws IOException {
        write(1);

        ReportFiles.write(evidence, new ReportFolder(folder), false);

        assertThat(folder.resolve("figures/fit1d-pictures-ejml.svg")).isRegularFile();
        assertThat(folder.resolve("report.md"))
                .content()
                .contains("\n![Target, network and error: fit1d-pictures-ejml](figures/fit1d-pictures-ejml.svg)\n");
    }

    @Test
    void of_table_marksTheRowsItWasTestedWith() throws IOException {
        setUp(table());
        write(1);
        Drawings.predict(folder, CELL, "x1,x2,truth1,prediction1\n-1,-1,0,0\n0.5,1,2,2\n");

        String svg = pictures(evidence).svg();

        List<Line.Point> dots = ((Content.Pictures)
                        pictures(evidence).chart().panels().get(0).content())
                .pictures()
                .get(0)
                .dots();
        assertThat(dots).hasSize(2);
        assertThat(dots.get(0)).isEqualTo(new Line.Point(0, 1));
        assertThat(dots.get(1).x()).isCloseTo(0.75, within(1e-12));
        assertThat(dots.get(1).y()).isCloseTo(0, within(1e-12));
        assertThat(Drawings.elements(svg, "circle")).hasSize(2);
        assertThat(svg).contains("dots: rows tested with");
    }

    @Test
    void of_targetKnownEverywhere_marksNone() throws IOException {
        write(1);
        Drawings.predict(folder, CELL, "x1,x2,truth1,prediction1\n-1,-1,0,0\n");

        assertThat(Drawings.elements(pictures(evidence).svg(), "circle")).isEmpty();
        assertThat(pictures(evidence).svg()).doesNotContain("tested with");
    }

    @Test
    void of_damagedTestRows_isToldAndThePictureIsDrawn() throws IOException {
        setUp(table());
        write(1);
        Drawings.predict(folder, CELL, "x1,x2,truth1,prediction1\n-1,?,0,0\n");

        assertThat(FigureSet.of(evidence).notes())
                .anyMatch(note -> note.startsWith("no test rows in the picture of what ejml learned, multi: ")
                        && note.endsWith("line 2 is not 4 numbers"));
        assertThat(pictures(evidence).svg()).contains(">target<");
    }

    private static CellRecord table() {
        return Samples.withTask(
                CELL,
                new TaskSettings(
                        Map.of(),
                        List.of(),
                        new Units(
                                List.of(new Units.Column("x", 0, 1), new Units.Column("y", 0, 1)),
                                List.of(new Units.Column("z", 0, 1)))));
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
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE)).contains("no picture of what ejml learned, single: ");
    }

    @Test
    void error_networkThatIsNoNumber_isTheBrightest() throws IOException {
        Grid grid = new Grid(new Domain(List.of(-1.0, -1.0), List.of(1.0, 1.0)), 2, 1);
        GridPicture picture = GridPicture.of(grid, 1, new double[] {0, 1}, new double[] {0, Double.NaN});

        Pixels error = requireNonNull(new PictureRasters(picture, false).error().pixels());

        assertThat(error.palette()).isEqualTo(Palette.MAGMA);
        assertThat(error.values()).containsExactly(0, Pixels.MOST_SHARE);
    }

    private void setUp(CellRecord cell) {
        evidence = Evidence.of(new RunFolder(folder), Samples.run(cell));
    }

    private static CellRecord image(double psnr) {
        return image(CELL, psnr);
    }

    private static CellRecord image(CellRecord cell, double psnr) {
        return Samples.withAccuracy(
                cell,
                new CellRecord.Accuracy(0.01, 0.01, 0.1, 0.3, List.of(), psnr, null, null, null, null, null, 0.8755));
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
