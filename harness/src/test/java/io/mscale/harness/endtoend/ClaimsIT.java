package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
                        line.startsWith("Measured: At smoke size after 100 steps, over 5 seeds: stretched by 23, ")
                                && line.endsWith("The measurement bears out the claim."));
        assertThat(out.resolve("figures/study-stretch.svg")).isRegularFile();
        assertThat(Files.readString(out.resolve("report.html"))).contains("What the study shows");
    }

    /** Folders with the names of other studies, and every way on which a record goes. */
    @Test
    void study_inFoldersNamedAfterOthers_staysItself() throws IOException, InterruptedException {
        for (String shard : List.of("1/2", "2/2")) {
            Invocation run = Program.run(
                    folder,
                    "study",
                    "--shard",
                    shard,
                    "--out",
                    shard.equals("1/2") ? "chapter" : "activations",
                    "stretch",
                    "--preset",
                    "smoke",
                    "--timing",
                    "none");
            assertThat(run.exitCode()).as(run.stderr()).isZero();
        }
        Path cutOff;
        try (Stream<Path> cells = Files.list(folder.resolve("chapter/cells"))) {
            cutOff = cells.findFirst().orElseThrow().resolve("cell.json");
        }
        Files.delete(cutOff);

        List<Invocation> steps = List.of(
                Program.run(folder, "--resume", "chapter", "--quiet"),
                Program.run(folder, "merge", "chapter", "activations", "--out", "structures"),
                Program.run(folder, "report", "structures"),
                Program.run(folder, "report", "structures", "chapter", "--out", "baselines"),
                Program.run(folder, "history", "add", "structures", "--history", "history"));

        assertThat(steps)
                .allSatisfy(
                        step -> assertThat(step.exitCode()).as(step.stderr()).isZero());
        assertThat(cutOff).exists();
        for (String run : List.of("chapter", "activations", "structures")) {
            assertThat(new RunOnDisk(folder.resolve(run)).run().path("study").asText())
                    .as(run)
                    .isEqualTo("stretch");
        }
        for (Invocation whole : steps.subList(1, 3)) {
            assertThat(whole.outputLines())
                    .filteredOn(line -> line.startsWith("Claim: "))
                    .containsExactly(
                            "Claim: Figure 1.1: stretching the coordinate turns a high frequency into a low one.");
        }
        assertThat(steps.get(3).stdout()).doesNotContain("Claim: ");
        try (Stream<Path> files = Files.walk(folder.resolve("history/runs"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().contains("\"study\":\"stretch\""));
        }
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
