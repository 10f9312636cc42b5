package io.mscale.harness.run;

import io.mscale.harness.Console;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.GpuPeak;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.RunComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trains the cells of two distributions alternately, or goes on with that. */
final class AbMeasuring {

    private final Console console;
    private final Interruption interruption;
    private final RunOptions options;
    private final List<String> command;

    /** What the runs record of the machine, its peak included; null until it was measured. */
    private RunRecord.@Nullable Environment environment;

    private int planned;
    private int missing;

    /**
     * Of two distributions.
     *
     * @param command the words that repeat the comparison
     * @param environment the machine as an earlier process recorded it; empty if there was none
     */
    AbMeasuring(
            Console console,
            Interruption interruption,
            RunOptions options,
            List<String> command,
            Optional<RunRecord.Environment> environment) {
        this.console = console;
        this.interruption = interruption;
        this.options = options;
        this.command = List.copyOf(command);
        this.environment = environment.orElse(null);
    }

    /** The number of cells of each side in the last comparison. */
    int planned() {
        return planned;
    }

    /** Those of them that are still to be measured. */
    int missing() {
        return missing;
    }

    /** The record of a run in that folder; empty if there is none. */
    static Optional<RunRecord> record(Path run) throws IOException {
        Path file = new RunFolder(run).run();
        return Files.isRegularFile(file) ? Optional.of(RecordJson.readRun(file)) : Optional.empty();
    }

    /**
     * Measures what is not measured yet, in both folders: cells of both sides belong together. Begins with A for odd
     * repeats and with B for even ones, so that a machine that slows down or warms up favours neither.
     *
     * @param out the folder of both runs, which may have been begun
     * @param bFirst whether odd repeats start with B, as in the second look
     */
    RunComparison compare(AbContestant a, AbContestant b, Path out, boolean bFirst) throws IOException {
        try (RunStore storeA = RunStore.side(out.resolve("a"));
                RunStore storeB = RunStore.side(out.resolve("b"))) {
            AbSide sideA = side(a, storeA);
            AbSide sideB = side(b, storeB);
            List<CellSpec> cells = a.plan().cells();
            List<Integer> pending = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                if (!sideA.isDone(i) || !sideB.isDone(i)) {
                    pending.add(i);
                }
            }
            sideA.begin(pending);
            sideB.begin(pending);
            TurnTable turns = new TurnTable(new ConsoleProgress(console, options.quiet(), ""), interruption);
            for (int i : pending) {
                if (interruption.isRequested()) {
                    break;
                }
                boolean odd = cells.get(i).repeat() % 2 == 1;
                List<AbSide> sides = odd == bFirst ? List.of(sideB, sideA) : List.of(sideA, sideB);
                Map<Integer, CellRecord> records =
                        turns.train(List.of(sides.get(0).seat(i), sides.get(1).seat(i)));
                for (Map.Entry<Integer, CellRecord> ended : records.entrySet()) {
                    sides.get(ended.getKey()).ended(ended.getValue());
                }
            }
            turns.noteWaiting();
            planned = cells.size();
            missing = (int) pending.stream()
                    .filter(i -> !sideA.isDone(i) || !sideB.isDone(i))
                    .count();
            boolean whole = !interruption.isRequested();
            return RunComparison.of(storeA.folder(), sideA.end(whole), storeB.folder(), sideB.end(whole));
        }
    }

    private AbSide side(AbContestant contestant, RunStore store) throws IOException {
        Bench bench = contestant.bench();
        RunRecord.Environment machine = environment(bench, contestant.plan().cells());
        int cells = contestant.plan().cells().size();
        RunRecord record = record(store.folder().path())
                .orElse(new RunRecord(
                        RunRecord.SCHEMA,
                        RunSetup.newRunId(RunSetup.now()),
                        contestant.tool(),
                        RunSetup.now().toString(),
                        null,
                        null,
                        cells,
                        command,
                        machine,
                        List.of(),
                        List.of()));
        Double gflops = peakGflops(machine);
        return new AbSide(
                contestant.name(),
                bench,
                new ConsoleProgress(console, options.quiet(), contestant.name() + " "),
                interruption,
                store,
                contestant.plan().cells().stream()
                        .map(cell -> cell.withPeakGflops(gflops))
                        .toList(),
                record.withPlannedCells(cells).withCells(List.of()));
    }

    private RunRecord.Environment environment(Bench bench, List<CellSpec> cells) {
        RunRecord.Environment known = environment;
        if (known == null) {
            known = RunPeak.measure(bench, options.timing(), cells)
                    .in(bench.environment(options.device()), options.precision());
            environment = known;
        }
        return known;
    }

    private @Nullable Double peakGflops(RunRecord.Environment machine) {
        GpuPeak gpu = machine.gpuPeak();
        return gpu == null ? machine.peak().peakGflops() : gpu.peakGflops(options.precision());
    }
}
