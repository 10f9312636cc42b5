package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies, grids, variants and tasks with pictures and tables, as a user runs them. */
class ClaimsIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void study_ends_inOneFigureAndOneSentence() throws IOException, InterruptedException {
        Processor.assumeVectorsOf256BitsOnX86();
        Path out = folder.resolve("run");

        Invocation run = Program.run(
                folder, "study", "stretch", "--preset", "smoke", "--timing", "none", "--out", out.toString());

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.outputLines())
                .anyMatch(line -> line.startsWith("Claim: Figure 1.1"))
                .anyMatch(line ->
                        line.startsWith("Measured: Stretched by 23, ") && line.endsWith("This bears the claim out."));
        assertThat(out.resolve("figures/study-stretch.svg")).isRegularFile();
        assertThat(Files.readString(out.resolve("report.html"))).contains("What the study shows");
    }

    @Test
    void grid_everyVariant_trainsEveryPoint() throws IOException, InterruptedException {
        Processor.assumeVectorsOf256BitsOnX86();
        Path out = folder.resolve("run");

        Invocation run = Program.run(
                folder,
                "--backend",
                "simd",
                "--preset",
                "smoke",
                "--steps",
                "5",
                "--width",
                "24,12",
                "--timing",
                "none",
                "--variant",
                "single,multi,multi2,fourier,nerf,siren,mff",
                "--scales",
                "1,2,4;auto",
                "--seed",
                "1",
                "--seed",
                "2",
                "--out",
                out.toString());

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        // two seeds of seven variants, two of them with two sets of scales
        assertThat(new RunOnDisk(out).statuses()).hasSize(18).containsOnly("ok");
        assertThat(run.errorLines()).anyMatch(line -> line.startsWith("Plan: 18 cells"));
        assertThat(Files.readString(out.resolve("summary.csv"))).contains("\"scales auto, seed 2\"");
    }

    @Test
    void image_hasItsPictureInTheReport() throws IOException, InterruptedException {
        Processor.assumeVectorsOf256BitsOnX86();
        Path out = folder.resolve("run");

        Invocation run = Program.run(
                folder,
                "--image",
                "rings",
                "--preset",
                "smoke",
                "--steps",
                "10",
                "--timing",
                "none",
                "--variant",
                "multi",
                "--out",
                out.toString());

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(Files.readString(out.resolve("figures/image-pictures-simd.svg")))
                .contains("PSNR");
        assertThat(Files.readString(out.resolve("report.html"))).contains("data:image/png;base64,");
    }

    @Test
    void table_withAWrongCell_isRefusedAndNothingWritten() throws IOException, InterruptedException {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "a,y\n" + "1,2\n".repeat(11) + "3,oops\n");

        Invocation run = Program.run(
                folder,
                "--data",
                table.toString(),
                "--out",
                folder.resolve("run").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("--data", "oops", "'y'");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
