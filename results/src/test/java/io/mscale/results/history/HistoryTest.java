package io.mscale.results.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.Processor;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.results.compare.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private History history() {
        return new History(folder.resolve("history"));
    }

    private static RunRecord run(String id, String startedAt) {
        RunRecord run = Runs.run(Runs.steps("ejml", 0.1, 0.2, 0.3, 0.4));
        return new RunRecord(
                run.schema(), id, run.tool(), startedAt, null, null, run.command(), run.environment(), run.cells());
    }

    private static HistoryEntry entry(int day) {
        return HistoryEntry.of(run("run-" + day, "2026-05-%02dT00:00:00Z".formatted(day)), "commit" + day, NOW);
    }

    private static List<String> ids(List<HistoryRun> runs) {
        return runs.stream().map(run -> run.record().runId()).toList();
    }

    private static CellRecord.StepTime step(CellRecord cell) {
        return Objects.requireNonNull(Objects.requireNonNull(cell.timing()).step());
    }

    @Test
    void add_run_isReadBackWithoutItsSeries() throws IOException {
        history().add(entry(1));

        History.Contents contents = history().read();

        assertThat(contents.problems()).isEmpty();
        RunRecord read = contents.runs().get(0).record();
        assertThat(read.tool().commit()).isEqualTo("commit1");
        assertThat(read.cells()).hasSize(4).allSatisfy(cell -> {
            assertThat(cell.curve()).isEmpty();
            assertThat(step(cell).samples()).isEmpty();
        });
        assertThat(step(read.cells().get(3)).median()).isEqualTo(0.4);
    }

    @Test
    void add_sameRunTwice_isThereOnce() throws IOException {
        HistoryRun first = history().add(entry(1));
        HistoryRun second = history().add(HistoryEntry.of(entry(1).run(), "commit1", NOW.plusSeconds(60)));

        assertThat(second.file()).isEqualTo(first.file());
        assertThat(history().read().runs()).hasSize(1);
    }

    /** Its file lacks a field and so has another name. */
    @Test
    void add_runThatAnOlderVersionAdded_isThereOnce() throws IOException {
        Path added = history().add(entry(1)).file();
        String text = Files.readString(added);
        Path older = added.resolveSibling("20260501-000000-0123456789ab.json");
        Files.writeString(older, text.replace("\"study\":null,", ""));
        Files.delete(added);
        history().add(HistoryEntry.of(run("another", "2026-05-01T00:00:00Z"), "commit1", NOW));

        HistoryRun again = history().add(entry(1));

        assertThat(text).contains("\"study\":null,");
        assertThat(again.file()).isEqualTo(older);
        assertThat(history().read().runs()).hasSize(2);
    }

    @Test
    void add_runUnderTwoCommits_countsOnceAsOfTheLast() throws IOException {
        history().add(HistoryEntry.of(run("same", "2026-05-01T00:00:00Z"), "a", NOW));
        history().add(HistoryEntry.of(run("same", "2026-05-01T00:00:00Z"), "b", NOW.plusSeconds(60)));

        History.Contents contents = history().read();
        assertThat(contents.runs()).extracting(run -> run.entry().commit()).containsExactly("b");
        assertThat(contents.repeated()).extracting(run -> run.entry().commit()).containsExactly("a");
    }

    /** The cut-off record is added last, as from a job that was late. */
    @Test
    void add_runBeforeAndAfterItWasResumed_countsOnceWithAllItsCells() throws IOException {
        RunRecord whole = run("same", "2026-05-01T00:00:00Z");
        HistoryRun added = history().add(HistoryEntry.of(whole, "a", NOW));
        HistoryRun partly =
                history().add(HistoryEntry.of(whole.withCells(whole.cells().subList(0, 2)), "a", NOW.plusSeconds(60)));
        history().baselines().set("main", partly, NOW);

        History.Contents contents = history().read();
        assertThat(contents.runs()).extracting(HistoryRun::file).containsExactly(added.file());
        assertThat(contents.repeated()).extracting(HistoryRun::file).containsExactly(partly.file());
        assertThat(history().baselines().allNames().of(contents.runs().get(0))).containsExactly("main");
    }

    /** The clock of the last run's machine was set back by 300 days. */
    @Test
    void read_commitsWithDates_areInTheirOrder() throws IOException {
        history().add(dated("first", "2026-05-01T01:00:00Z", "2026-05-01T00:00:00Z"));
        history().add(dated("second", "2026-05-02T01:00:00Z", "2026-05-02T00:00:00Z"));
        history().add(dated("back", "2025-07-06T01:00:00Z", "2026-05-03T00:00:00Z"));

        List<HistoryRun> runs = history().read().runs();
        assertThat(ids(runs)).containsExactly("first", "second", "back");
        assertThat(runs.get(0).clockProblem()).isEmpty();
        assertThat(runs.get(2).clockProblem())
                .get()
                .asString()
                .contains("before its commit was made at 2026-05-03T00:00:00Z", "placed by its commit");
    }

    private static HistoryEntry dated(String id, String startedAt, String committedAt) {
        return HistoryEntry.of(run(id, startedAt), id, NOW, Instant.parse(committedAt));
    }

    @Test
    void read_clockSetBackAndNoDateOfTheCommit_isTold() throws IOException {
        history().add(entry(1));
        history().add(entry(2));
        history().add(HistoryEntry.of(run("back", "2025-07-06T01:00:00Z"), "c", NOW));

        List<HistoryRun> runs = history().read().runs();
        assertThat(ids(runs)).containsExactly("back", "run-1", "run-2");
        assertThat(runs.get(0).clockProblem()).get().asString().contains("added after run run-2", "misplaced");
        assertThat(runs.get(1).clockProblem()).isEmpty();
    }

    @Test
    void add_timeThatIsNone_isRefused() {
        assertThatThrownBy(() -> history().add(HistoryEntry.of(run("x", "yesterday"), null, NOW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'yesterday'");
        assertThat(history().exists()).isFalse();
    }

    @Test
    void add_fromManyThreads_losesNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<HistoryRun>> adds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            HistoryEntry entry = HistoryEntry.of(run("run-" + i, "2026-05-01T00:00:00Z"), "c", NOW);
            adds.add(() -> history().add(entry));
            adds.add(() -> history().add(entry));
        }
        for (Future<HistoryRun> added : threads.invokeAll(adds)) {
            added.get();
        }
        threads.shutdown();

        History.Contents contents = history().read();
        assertThat(contents.problems()).isEmpty();
        assertThat(ids(contents.runs())).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void read_runs_areInTheOrderOfTheirTimes() throws IOException {
        history().add(entry(3));
        history().add(entry(1));
        history().add(entry(2));

        assertThat(ids(history().read().runs())).containsExactly("run-1", "run-2", "run-3");
    }

    @Test
    void read_tornFile_isToldAndSkipped() throws IOException {
        history().add(entry(1));
        Path torn = history().add(entry(2)).file();
        String content = Files.readString(torn);
        Files.writeString(torn, content.substring(0, content.length() / 2));

        History.Contents contents = history().read();

        assertThat(ids(contents.runs())).containsExactly("run-1");
        assertThat(contents.problems())
                .singleElement()
                .asString()
                .contains(torn.toString())
                .contains("damaged");
        assertThat(torn).exists();
    }

    @Test
    void read_otherVersion_isToldAndSkipped() throws IOException {
        Path file = history().add(entry(1)).file();
        Files.writeString(file, Files.readString(file).replace(HistoryEntry.SCHEMA, "mscale-history/9"));
        Path inner = history().add(entry(2)).file();
        Files.writeString(inner, Files.readString(inner).replace(RunRecord.SCHEMA, "mscale-results/9"));

        assertThat(history().read().problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("another version, 'mscale-history/9'"))
                .anySatisfy(problem -> assertThat(problem).contains("another version, 'mscale-results/9'"));
    }

    @Test
    void merge_isCopying() throws IOException {
        History other = new History(folder.resolve("other"));
        history().add(entry(1));
        history().add(entry(2));
        other.add(entry(2));
        other.add(entry(3));

        try (Stream<Path> files = Files.walk(other.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = history().folder().resolve(other.folder().relativize(file));
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }

        assertThat(ids(history().read().runs())).containsExactly("run-1", "run-2", "run-3");
    }

    @Test
    void baseline_isFoundOnItsMachineOnly() throws IOException {
        HistoryRun main = history().add(entry(1));
        history().baselines().set("main", main, NOW);
        Fingerprint other =
                Fingerprint.of(Runs.onCpu(entry(1).run(), "Another CPU").environment());

        assertThat(history().baselines().find("main", main.machine()))
                .hasValueSatisfying(found -> assertThat(found.file()).isEqualTo(main.file()));
        assertThat(history().baselines().find("main", other)).isEmpty();
        assertThat(history().baselines().find("main")).hasSize(1);
        assertThat(history().baselines().find("v1.2")).isEmpty();
        assertThat(history().baselines().allNames().of(main)).containsExactly("main");
    }

    private static HistoryEntry on(int day, @Nullable Processor processor) {
        return HistoryEntry.of(ProcessorSamples.on(entry(day).run(), processor), "commit" + day, NOW);
    }

    @Test
    void baseline_ofAMachineOfWhichLessIsKnown_isFoundUnlessThereIsItsOwn() throws IOException {
        HistoryRun old = history().add(on(1, null));
        HistoryRun now = history().add(on(2, ProcessorSamples.PROCESSOR));
        HistoryRun unlike = history().add(on(3, ProcessorSamples.others().get(0)));
        history().baselines().set("main", old, NOW);

        assertThat(now.file().getParent()).isNotEqualTo(old.file().getParent());
        assertThat(found("main", now)).contains("run-1");
        assertThat(found("main", unlike)).contains("run-1");

        history().baselines().set("main", now, NOW.plusSeconds(1));

        assertThat(found("main", now)).contains("run-2");
        assertThat(found("main", unlike)).contains("run-1");
        assertThat(found("main", old)).contains("run-1");
    }

    @Test
    void baseline_ofSeveralLikeMachines_isTheOneSetLast() throws IOException {
        HistoryRun one = history().add(on(1, ProcessorSamples.PROCESSOR));
        HistoryRun other = history().add(on(2, ProcessorSamples.others().get(0)));
        HistoryRun unknown = history().add(on(3, null));
        history().baselines().set("main", one, NOW.plusSeconds(1));
        history().baselines().set("main", other, NOW);

        assertThat(found("main", unknown)).contains("run-1");

        history().baselines().set("main", other, NOW.plusSeconds(2));

        assertThat(found("main", unknown)).contains("run-2");
    }

    @Test
    void baseline_ofAnotherPatchOfJava_isFound() throws IOException {
        HistoryEntry before = HistoryEntry.of(
                ProcessorSamples.withJava(entry(1).run(), "OpenJDK 64-Bit Server VM 17.0.14+7"), "c1", NOW);
        HistoryEntry after = HistoryEntry.of(
                ProcessorSamples.withJava(entry(2).run(), "OpenJDK 64-Bit Server VM 17.0.15+6-Debian"), "c2", NOW);
        HistoryEntry next = HistoryEntry.of(
                ProcessorSamples.withJava(entry(3).run(), "OpenJDK 64-Bit Server VM 21.0.7+6"), "c3", NOW);
        history().baselines().set("main", history().add(before), NOW);

        assertThat(found("main", history().add(after))).contains("run-1");
        assertThat(found("main", history().add(next))).isEmpty();
    }

    /** Earlier versions named folders and baselines by the full version of Java. */
    @Test
    void baseline_underTheNameOfAnEarlierVersion_isFound() throws IOException {
        HistoryRun main = history().add(entry(1));
        history().baselines().set("main", main, NOW);
        Path baselines = history().folder().resolve("baselines/main");
        Files.move(baselines.resolve(main.machine().key() + ".json"), baselines.resolve("a-cpu-2c-01234567.json"));

        assertThat(found("main", main)).contains("run-1");
    }

    /** The folder of an earlier version has another name. */
    @Test
    void add_runThatAnEarlierVersionAdded_changesNothing() throws IOException {
        HistoryRun main = history().add(entry(1));
        Path machine = Objects.requireNonNull(main.file().getParent());
        Path before = Files.move(machine, machine.resolveSibling("a-cpu-2c-01234567"));

        HistoryRun again = history().add(entry(1));

        assertThat(again.file().getParent()).isEqualTo(before);
        assertThat(history().read().runs()).hasSize(1);
    }

    private Optional<String> found(String name, HistoryRun head) throws IOException {
        return history().baselines().find(name, head.machine()).map(run -> run.record()
                .runId());
    }

    @Test
    void prunable_runsOfOneMachineOfWhichLessWasKnown_countTogether() throws IOException {
        history().add(on(1, null));
        history().add(on(2, ProcessorSamples.PROCESSOR));
        history().add(on(3, ProcessorSamples.PROCESSOR));

        assertThat(ids(history().prunable(history().read(), 2, NOW))).containsExactly("run-1");
    }

    @Test
    void baseline_setAgain_meansTheNewRun() throws IOException {
        history().baselines().set("main", history().add(entry(1)), NOW);
        HistoryRun second = history().add(entry(2));
        history().baselines().set("main", second, NOW);

        assertThat(history().baselines().find("main", second.machine()))
                .hasValueSatisfying(found -> assertThat(found.record().runId()).isEqualTo("run-2"));
    }

    @Test
    void baseline_whoseRunIsGone_isNamed() throws IOException {
        HistoryRun main = history().add(entry(1));
        history().baselines().set("main", main, NOW);
        Files.delete(main.file());

        assertThatThrownBy(() -> history().baselines().find("main", main.machine()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(main.file().getFileName() + ", which is gone from the history");
    }

    @Test
    void add_overATornFile_makesItWhole() throws IOException {
        HistoryRun run = history().add(entry(1));
        String whole = Files.readString(run.file());
        Files.writeString(run.file(), whole.substring(0, 50));

        history().add(entry(1));

        assertThat(run.file()).content().isEqualTo(whole);
    }

    @Test
    void baseline_thatLeadsOutOfTheHistory_isRefused() throws IOException {
        HistoryRun main = history().add(entry(1));
        history().baselines().set("main", main, NOW);
        Path file = history()
                .folder()
                .resolve("baselines/main")
                .resolve(main.machine().key() + ".json");
        Files.writeString(
                file, RecordJson.text(new Baseline(Baseline.SCHEMA, "main", "runs/../../secret.json", NOW.toString())));

        assertThatThrownBy(() -> history().baselines().find("main", main.machine()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not in the history");
    }

    @Test
    void baseline_nameThatIsNoFile_isRefused() {
        for (String name : List.of("", "..", "a/b", "-x", "a b", "x".repeat(101))) {
            assertThatThrownBy(() -> Baseline.requireName(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    @Test
    void prunable_keepsTheNewestAndBaselines() throws IOException {
        for (int day = 1; day <= 5; day++) {
            history().add(entry(day));
        }
        List<HistoryRun> runs = history().read().runs();
        history().baselines().set("v1", runs.get(1), NOW);

        assertThat(ids(history().prunable(history().read(), 2, Instant.MAX)))
                .containsExactlyInAnyOrder("run-1", "run-3");
        assertThat(ids(history().prunable(history().read(), 0, Instant.parse("2026-05-03T00:00:00Z"))))
                .containsExactly("run-1");
    }

    @Test
    void clockProblem_timesThatCannotBe_areTold() throws IOException {
        HistoryRun ahead = history().add(HistoryEntry.of(run("ahead", "2027-01-01T00:00:00Z"), null, NOW));
        RunRecord backwards = run("backwards", "2026-05-02T00:00:00Z").finishedAt("2026-05-01T00:00:00Z");

        assertThat(ahead.clockProblem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("ahead").contains("a clock is wrong"));
        assertThat(history().add(HistoryEntry.of(backwards, null, NOW)).clockProblem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("its clock went backwards"));
        assertThat(history().add(entry(1)).clockProblem()).isEmpty();
    }

    @Test
    void source_folderFileAndEntry_areTheSameRun() throws IOException {
        RunRecord run = run("run", "2026-05-01T00:00:00Z");
        Path runFolder = Files.createDirectories(folder.resolve("run"));
        RecordJson.write(runFolder.resolve("run.json"), run);
        Path entry = history().add(HistoryEntry.of(run, "abc", NOW)).file();

        assertThat(RunSource.read(runFolder).record()).isEqualTo(run);
        assertThat(RunSource.read(runFolder.resolve("run.json")).record()).isEqualTo(run);
        assertThat(RunSource.read(entry).record().tool().commit()).isEqualTo("abc");
    }
}
