package io.mscale.harness.run;

import io.mscale.api.Precision;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.ConfigText;
import io.mscale.harness.cli.KeepOptions;
import io.mscale.harness.cli.RecordedWords;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.ContinuedPlan;
import io.mscale.harness.plan.RunPlan;
import io.mscale.harness.plan.ShardedPlan;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Prepares a new run, or one that was cut off, for training. */
final class RunSetup {

    /** Options allowed with --resume; everything else comes from the old run. */
    private static final Set<String> WITH_RESUME = Set.of(
            "--resume",
            "--cell-timeout",
            "--backends-dir",
            "--tasks-dir",
            "--retry-disturbed",
            "--png",
            "--quiet",
            "--verbose",
            "--no-color");

    private final Bench bench;
    private final RunCommand options;
    private final List<String> arguments;

    RunSetup(Bench bench, RunCommand options, List<String> arguments) {
        this.bench = bench;
        this.options = options;
        this.arguments = arguments;
    }

    /** Plans a new run and creates its folder. */
    PreparedRun start() throws IOException {
        Optional<ContinuedPlan> continued = continued();
        List<ChosenTask> chosen =
                continued.isPresent() ? List.of(continued.get().task()) : options.chosen(bench.tasks());
        RunPlan whole = continued.isPresent()
                ? continued.get().plan()
                : bench.planner(options, chosen, options.forms(chosen)).plan();
        bench.trials().checkStart(whole.workerSettings());
        Optional<ShardedPlan> shard = options.shard().map(part -> ShardedPlan.of(whole.cells(), part));
        RunPlan plan = shard.map(part -> whole.withCells(part.cells())).orElse(whole);
        Instant now = now();
        String runId = newRunId(now);
        RunRecord record = new RunRecord(
                RunRecord.SCHEMA,
                runId,
                Distribution.thisTool(),
                now.toString(),
                null,
                options.studyId(),
                whole.cells().size(),
                RecordedWords.of(arguments, System.getenv()),
                bench.environment(whole.cells().get(0).device()),
                List.of(),
                List.of());
        RunStore store = RunStore.create(options.out().orElse(Path.of("runs", runId)));
        return closingOnFailure(store, () -> {
            AtomicFile.write(store.folder().path().resolve("config.toml"), ConfigText.of(options, record.command()));
            // Write before measuring the machine, so that a run cut off there can be resumed.
            store.writeSpecs(plan.cells());
            if (shard.isPresent()) {
                RecordJson.write(store.folder().shard(), shard.get().record());
            }
            store.write(record);
            RunPeak measured = RunPeak.measure(bench, options.timing(), whole.cells());
            Precision precision = whole.cells().get(0).precision();
            Double peak = measured.gflops(precision);
            List<CellSpec> cells =
                    plan.cells().stream().map(cell -> cell.withPeakGflops(peak)).toList();
            store.writeSpecs(cells);
            return new PreparedRun(
                    store,
                    record.withEnvironment(measured.in(record.environment(), precision)),
                    cells,
                    Map.of(),
                    plan.cells().stream().map(CellSpec::id).collect(Collectors.toSet()),
                    options.noise(),
                    notes(plan, chosen));
        });
    }

    /** The plan of a training that goes on; empty if it starts from initial parameters. */
    private Optional<ContinuedPlan> continued() throws IOException {
        Optional<Path> from = options.keeping().from();
        if (from.isEmpty()) {
            if (options.keeping().resetsOptimizer()) {
                throw new UsageException(KeepOptions.RESET + ": it is for " + KeepOptions.FROM
                        + "; other trainings start with a fresh optimiser");
            }
            return Optional.empty();
        }
        return Optional.of(ContinuedPlan.of(
                options,
                from.get(),
                CommandLine.own(arguments),
                bench.backends(),
                bench.tasks(),
                bench.conditions().settings()));
    }

    private static List<String> notes(RunPlan plan, List<ChosenTask> chosen) {
        List<String> notes = new ArrayList<>(plan.notes());
        for (ChosenTask each : chosen) {
            each.task().remarks().forEach(remark -> notes.add(each.task().id() + ": " + remark));
        }
        return notes;
    }

    /** An id for a run that starts at that time. */
    static String newRunId(Instant start) {
        return RunFolder.timeName(start) + "-" + UUID.randomUUID().toString().substring(0, 6);
    }

    /** Resumes a run that was cut off. */
    PreparedRun resume(Path path) throws IOException {
        for (String argument : arguments) {
            String name = argument.split("=", 2)[0];
            if (name.startsWith("--") && !WITH_RESUME.contains(name)) {
                throw new UsageException(name
                        + " cannot stand beside --resume: the plan is the old run's own; allowed: "
                        + String.join(", ", WITH_RESUME.stream().sorted().toList()));
            }
        }
        RunStore store = RunStore.open(path);
        return closingOnFailure(store, () -> resume(store));
    }

    private PreparedRun resume(RunStore store) throws IOException {
        RunFolder folder = store.folder();
        RunRecord record;
        List<CellSpec> specs;
        try {
            record = RecordJson.readRun(folder.run());
            Retries.recover(folder);
            specs = store.readSpecs();
        } catch (UnreadableRecordException e) {
            throw new UsageException("--resume: " + e.getMessage());
        }
        requireOwnRun(store, record);
        SameMachine.require(record.environment(), specs);
        requireFolders(record, specs);
        List<CellSpec> cells = new ArrayList<>();
        Map<String, CellRecord> records = new HashMap<>();
        Set<String> pending = new HashSet<>();
        for (CellSpec spec : specs) {
            CellSpec cell = options.cellTimeoutSeconds()
                    .map(spec::withCellTimeoutSeconds)
                    .orElse(spec)
                    .apart();
            cells.add(cell);
            Optional<CellRecord> earlier = RunReader.read(cell, folder.cell(cell.id()));
            earlier.ifPresent(found -> records.put(cell.id(), found));
            if (earlier.map(this::isCutOff).orElse(true)) {
                cell.taskSettings().problem().ifPresent(problem -> {
                    throw new UsageException("--resume: " + problem);
                });
                pending.add(cell.id());
            }
        }
        new RecordedFolders(record.command())
                .requireFound(
                        bench,
                        cells.stream()
                                .filter(cell -> pending.contains(cell.id()))
                                .toList());
        // The specifications on disk must match what is trained from here on.
        store.writeSpecs(
                cells.stream().filter(cell -> pending.contains(cell.id())).toList());
        return new PreparedRun(
                store,
                record.withCommand(withFolders(record.command()))
                        .withEnvironment(record.environment()
                                .withAlsoCleared(bench.conditions().clearedVariables()))
                        .finishedAt(null),
                cells,
                records,
                pending,
                options.noise(),
                otherBuild(record.tool()));
    }

    /** The recorded command line with the folders of plug-ins that hold from here on. */
    private List<String> withFolders(List<String> command) {
        List<String> given = RecordedWords.of(arguments, Map.of());
        List<String> words = command;
        for (String option : List.of(BackendsCommand.FOLDER, TaskOptions.FOLDER)) {
            Optional<String> folder = RecordedWords.value(given, option);
            words = folder.isPresent() ? RecordedWords.with(words, option, folder.get()) : words;
        }
        return words;
    }

    /** Whether a cell with that record is trained again, or measured by JMH. */
    private boolean isCutOff(CellRecord record) {
        return switch (record.status()) {
            case OK -> !JmhOutcome.isComplete(record);
            // The cause may be gone, typically another JMH process.
            case FAILED -> JmhOutcome.hasProblem(record);
            case CRASHED, INTERRUPTED -> true;
            case TIMEOUT -> options.cellTimeoutSeconds().isPresent();
            case UNSUPPORTED -> false;
        };
    }

    /** The sides of a comparison take turns with each other. */
    private static void requireOwnRun(RunStore store, RunRecord record) {
        if (record.command().stream().findFirst().filter("ab"::equals).isPresent()) {
            throw new UsageException("--resume: '" + store.folder().path()
                    + "' is one side of a comparison; go on with ab --resume and the folder of both sides");
        }
    }

    private static void requireFolders(RunRecord record, List<CellSpec> specs) {
        Set<String> there = specs.stream().map(CellSpec::id).collect(Collectors.toSet());
        for (CellRecord cell : record.cells()) {
            if (!there.contains(cell.id())) {
                throw new UsageException(
                        "--resume: the run is not complete: the folder of its cell '" + cell.id() + "' is missing");
            }
        }
        if (specs.isEmpty()) {
            throw new UsageException("--resume: the run is not complete: its folder cells/ holds no cell");
        }
    }

    private static List<String> otherBuild(RunRecord.Tool before) {
        RunRecord.Tool now = Distribution.thisTool();
        return now.equals(before)
                ? List.of()
                : List.of("Note: the run was begun with another build, " + before + "; this is " + now);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private interface Preparation {
        PreparedRun prepare() throws IOException;
    }

    private static PreparedRun closingOnFailure(RunStore store, Preparation preparation) throws IOException {
        try {
            return preparation.prepare();
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
