package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --resume}: trains what is missing, and touches nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
class ResumeIT {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");

    /** On a busy machine cells would be measured again, and the measurement that does not count take a lost one's place. */
    private static final List<String> ONCE = List.of("--retry-disturbed", "0");

    private static final String TRUNCATED = "{\"schema\": \"mscale-cell/1\", \"cell\": {\"id\": ";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk finished;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk run;

    @BeforeAll
    void makeARun(@TempDir Path first) throws IOException, InterruptedException {
        finished = new RunOnDisk(first.resolve("run"));
        Invocation invocation =
                Program.run(first, SmallRun.tiny(finished.folder(), "--quiet", ONCE.get(0), ONCE.get(1)));
        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
    }

    @BeforeEach
    void copyTheRun() throws IOException {
        run = new RunOnDisk(folder.resolve("run"));
        for (Path file : finished.files()) {
            Path copy = run.folder().resolve(finished.folder().relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void finishedRun_isReportedAgainAndNothingTrained() throws IOException, InterruptedException {
        Map<String, String> before = cellFiles();

        Invocation resumed = resume();

        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.stdout()).contains("times");
        assertThat(cellFiles()).isEqualTo(before);
        assertThat(run.statuses()).containsExactly("ok", "ok");
    }

    @Test
    void missingCell_isTrainedAndTheOtherLeftAlone() throws IOException, InterruptedException {
        Files.delete(run.cellFile(RunOnDisk.MULTI, "cell.json"));
        Map<String, String> before = cellFiles();

        Invocation resumed = resume();

        assertThat(resumed.exitCode()).isZero();
        assertThat(run.cellFile(RunOnDisk.MULTI, "cell.json")).exists();
        assertThat(cellFiles()).containsAllEntriesOf(only(RunOnDisk.SINGLE, before));
        assertThat(run.statuses()).containsExactly("ok", "ok");
    }

    @Test
    void interruptedRun_isCompleted() throws IOException, InterruptedException {
        RunOnDisk cut = new RunOnDisk(folder.resolve("cut"));
        try (Program program = Program.start(
                folder, SmallRun.endless(cut.folder(), "--time-limit", "2s", "--variant", "single,multi"))) {
            program.awaitWhileRunning("the second cell trains", () -> cut.isTraining(RunOnDisk.MULTI));
            program.kill();
            program.await();
        }
        byte[] single = Files.readAllBytes(cut.cellFile(RunOnDisk.SINGLE, "cell.json"));
        // Nobody could write run.json any more; the cell's own file has what was measured, and reports find it there.
        assertThat(Program.run(folder, "report", cut.folder().toString()).exitCode())
                .isZero();
        assertThat(Files.readString(cut.folder().resolve("summary.csv")))
                .contains(RunOnDisk.SINGLE)
                .doesNotContain(RunOnDisk.MULTI);

        // On a busy machine the cell that had ended would be measured again.
        Invocation resumed = Program.run(folder, "--resume", cut.folder().toString(), "--retry-disturbed", "0");

        assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
        assertThat(cut.statuses()).containsExactly("ok", "ok");
        assertThat(cut.cellFile(RunOnDisk.SINGLE, "cell.json")).hasBinaryContent(single);
    }

    @Test
    void killedWhileResuming_keepsTheRecordsOfCellsThatHadFinished() throws IOException, InterruptedException {
        RunOnDisk cut = new RunOnDisk(folder.resolve("cut"));
        Program.run(folder, SmallRun.endless(cut.folder(), "--time-limit", "3s", "--quiet"));
        Files.delete(cut.cellFile(RunOnDisk.SINGLE, "cell.json"));
        Files.delete(cut.cellFile(RunOnDisk.SINGLE, "events.jsonl"));

        try (Program program = Program.start(folder, "--resume", cut.folder().toString())) {
            program.awaitWhileRunning("the first cell trains", () -> cut.isTraining(RunOnDisk.SINGLE));
            program.kill();
            program.await();
        }

        assertThat(cut.cells())
                .singleElement()
                .extracting(cell -> cell.path("id").asText())
                .isEqualTo(RunOnDisk.MULTI);
    }

    @Test
    void missingCellFolder_isRefusedAndTheRecordKept() throws IOException, InterruptedException {
        String before = Files.readString(run.folder().resolve("run.json"));
        Path cell = run.cellFile(RunOnDisk.MULTI, "cell.json").getParent();
        Files.move(cell, folder.resolve("elsewhere"));

        Invocation resumed = resume();

        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.errorLines()).singleElement().asString().contains(RunOnDisk.MULTI);
        assertThat(run.folder().resolve("run.json")).hasContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRUNCATED,
                "",
                "not JSON at all",
                "[]",
                "{\"my\": \"own file\"}",
                "{\"schema\": \"mscale-cell/99\"}",
                "{\"schema\": \"mscale-cell/1\"}",
                "{\"schema\": \"mscale-cell/1\", \"cell\": {\"id\": \"" + RunOnDisk.SINGLE + "\"}}"
            })
    void cellRecordThatCannotBeRead_isNamedAndKept(String content) throws IOException, InterruptedException {
        Path damaged = Files.writeString(run.cellFile(RunOnDisk.MULTI, "cell.json"), content);

        Invocation resumed = resume();

        assertThat(resumed.exitCode()).as(resumed.stderr()).isEqualTo(1);
        assertThat(resumed.stdout() + resumed.stderr()).doesNotContain("\tat ");
        assertThat(Files.readString(damaged)).isEqualTo(content);
        assertThat(run.statuses()).containsExactly("ok", "failed");
        assertThat(run.cells().get(1).path("reason").asText()).contains(damaged.toString());
    }

    @Test
    void cellRecordThatCannotBeRead_doesNotKeepOthersFromTraining() throws IOException, InterruptedException {
        Files.writeString(run.cellFile(RunOnDisk.SINGLE, "cell.json"), TRUNCATED);
        Files.delete(run.cellFile(RunOnDisk.MULTI, "cell.json"));

        Invocation resumed = resume();

        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(run.statuses()).containsExactly("failed", "ok");
        assertThat(run.cellFile(RunOnDisk.MULTI, "cell.json")).exists();
    }

    @Test
    void specificationOfAnotherCell_isNamed() throws IOException, InterruptedException {
        Path place = run.cellFile(RunOnDisk.MULTI, "spec.json");
        Files.copy(run.cellFile(RunOnDisk.SINGLE, "spec.json"), place, StandardCopyOption.REPLACE_EXISTING);

        assertRefused(resume(), "--resume", place.toString(), RunOnDisk.SINGLE);
    }

    @Test
    void cellRecordOfAnotherCell_isNamedAndKept() throws IOException, InterruptedException {
        byte[] foreign = Files.readAllBytes(run.cellFile(RunOnDisk.SINGLE, "cell.json"));
        Path place = Files.write(run.cellFile(RunOnDisk.MULTI, "cell.json"), foreign);

        Invocation resumed = resume();

        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(place).hasBinaryContent(foreign);
        assertThat(run.statuses()).containsExactly("ok", "failed");
        assertThat(run.cells().get(1).path("reason").asText())
                .contains(place.toString())
                .contains(RunOnDisk.SINGLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\": \"mscale-results/1\", \"runId\"",
                "",
                "[1, 2]",
                "{\"schema\": \"someone-elses/7\"}",
                "{\"schema\": \"mscale-results/1\"}"
            })
    void runRecordThatCannotBeRead_isNamedAndKept(String content) throws IOException, InterruptedException {
        Path damaged = Files.writeString(run.folder().resolve("run.json"), content);
        Map<String, String> before = cellFiles();

        Invocation resumed = resume();

        assertRefused(resumed, "--resume", damaged.toString());
        assertThat(Files.readString(damaged)).isEqualTo(content);
        assertThat(cellFiles()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"schema\": \"mscale-spec/1\"}", "{\"schema\": \"mscale-sp", "{}"})
    void specificationThatCannotBeRead_isNamedAndKept(String content) throws IOException, InterruptedException {
        Path damaged = Files.writeString(run.cellFile(RunOnDisk.MULTI, "spec.json"), content);

        Invocation resumed = resume();

        assertRefused(resumed, "--resume", damaged.toString());
        assertThat(Files.readString(damaged)).isEqualTo(content);
    }

    @Test
    void specificationThatIsMissing_isNamed() throws IOException, InterruptedException {
        Path missing = run.cellFile(RunOnDisk.MULTI, "spec.json");
        Files.delete(missing);

        assertRefused(resume(), "--resume", missing.toString());
    }

    @Test
    void folderThatIsNoRun_isLeftAlone() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("other"));

        Invocation resumed = Program.run(folder, "--resume", other.toString());

        assertRefused(resumed, "--resume", other.toString(), "run.json");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void optionsOfThePlan_cannotStandBesideResume() throws IOException, InterruptedException {
        assertRefused(resume("--steps", "50"), "--steps", "--resume", "--cell-timeout");
        assertRefused(resume("--seed=3"), "--seed", "--resume");
    }

    @Test
    void outThatHoldsARun_pointsToResume() throws IOException, InterruptedException {
        Invocation again = Program.run(folder, SmallRun.tiny(run.folder()));

        assertRefused(again, "--out", "already holds a run", "--resume");
    }

    @Test
    void secondRunInTheSameFolder_isRefusedAndTheFirstGoesOn() throws IOException, InterruptedException {
        RunOnDisk busy = new RunOnDisk(folder.resolve("busy"));
        try (Program first =
                Program.start(folder, SmallRun.endless(busy.folder(), "--time-limit", "6s", "--variant", "single"))) {
            first.awaitWhileRunning("the cell trains", () -> busy.isTraining(RunOnDisk.SINGLE));

            Invocation sameOut = Program.run(folder, SmallRun.tiny(busy.folder()));
            Invocation resumed = Program.run(folder, "--resume", busy.folder().toString());

            assertThat(first.isAlive()).isTrue();
            assertRefused(sameOut, busy.folder().toString());
            assertRefused(resumed, "another run", busy.folder().toString());
            assertThat(first.await().exitCode()).isZero();
        }
        assertThat(busy.statuses()).containsExactly("ok");
    }

    @Test
    void backendOfAThirdParty_isFoundWhereTheRunHadIt() throws IOException, InterruptedException {
        PluginJar.ofProject(folder.resolve("plugins/plain"), TEMPLATE, UnaryOperator.identity());
        RunOnDisk plain = new RunOnDisk(folder.resolve("plain"));
        Invocation first = Program.run(
                folder, SmallRun.tiny(plain.folder(), "--quiet", "--backend", "plain", "--backends-dir", "plugins"));
        assertThat(first.exitCode()).as(first.stderr()).isZero();
        Path lost = plain.cellFile("plain-cpu-fit1d-multi-r1", "cell.json");

        Files.delete(lost);
        assertResumes(plain, lost);

        // As if somebody had tidied up meanwhile.
        Files.delete(lost);
        Path moved = Files.move(folder.resolve("plugins"), folder.resolve("moved"));
        assertRefused(
                resume(plain),
                "--resume: backend 'plain' is missing",
                folder.resolve("plugins").toString(),
                "no longer there",
                "--backends-dir DIR");
        assertResumes(plain, lost, "--backends-dir", moved.toString());

        // From then on it is the new place that counts.
        Files.delete(lost);
        assertResumes(plain, lost);
        assertThat(plain.run().path("command").toString()).contains(moved.toString());
    }

    @Test
    void taskOfAThirdParty_isFoundWhereTheRunHadIt() throws IOException, InterruptedException {
        TaskJars.write(Files.createDirectory(folder.resolve("tasks")));
        RunOnDisk slope = new RunOnDisk(folder.resolve("slope"));
        Invocation first = Program.run(
                folder,
                SmallRun.tiny(
                        slope.folder(),
                        "--quiet",
                        "--task",
                        "slope",
                        "--tasks-dir=tasks",
                        "--slope",
                        "3",
                        "--variant",
                        "multi"));
        assertThat(first.exitCode()).as(first.stderr()).isZero();
        Path lost = slope.cellFile("ejml-cpu-slope-multi-r1", "cell.json");

        Files.delete(lost);
        assertResumes(slope, lost);

        Files.delete(lost);
        Files.move(folder.resolve("tasks"), folder.resolve("moved"));
        assertRefused(resume(slope), "task 'slope' is missing", "no longer there", "--tasks-dir DIR");
        assertResumes(slope, lost, "--tasks-dir", folder.resolve("moved").toString());
    }

    private void assertResumes(RunOnDisk resumed, Path lost, String... more) throws IOException, InterruptedException {
        Invocation invocation = resume(resumed, more);

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(lost).exists();
        assertThat(resumed.statuses()).containsOnly("ok");
    }

    /** From another folder than the one in which the run was begun. */
    private Invocation resume(RunOnDisk resumed, String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--resume", resumed.folder().toString(), "--retry-disturbed", "0"));
        arguments.addAll(List.of(more));
        return Program.run(Files.createDirectories(folder.resolve("elsewhere")), arguments.toArray(String[]::new));
    }

    private Invocation resume(String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--resume", run.folder().toString()));
        arguments.addAll(ONCE);
        arguments.addAll(List.of(more));
        return Program.run(folder, arguments.toArray(String[]::new));
    }

    private static void assertRefused(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(List.of(told));
    }

    /** What is in the cells' folders: content and time of every file. */
    private Map<String, String> cellFiles() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path file : run.files()) {
            if (file.startsWith(run.folder().resolve("cells"))) {
                FileTime time = Files.getLastModifiedTime(file);
                files.put(
                        run.folder().relativize(file).toString(),
                        time + " " + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static Map<String, String> only(String cell, Map<String, String> files) {
        Map<String, String> selected = new TreeMap<>(files);
        selected.keySet().removeIf(name -> !name.contains(cell));
        return selected;
    }
}
