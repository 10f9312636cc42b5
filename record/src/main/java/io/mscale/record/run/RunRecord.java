package io.mscale.record.run;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.mapping.IfAbsent;
import io.mscale.record.mapping.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contents of {@code run.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param runId the run's name: UTC time and a short random part
 * @param startedAt when the run started, ISO 8601 in UTC
 * @param finishedAt when it ended; null while it runs or if it was cut off
 * @param study the study whose claim the run tests; null if it belongs to none, and in records that predate the
 *     component
 * @param plannedCells the number of cells of the whole plan, those of other shards included; null in records that
 *     predate the component
 * @param command the command line that repeats the run
 * @param cells the cells that have ended, in plan order
 * @param yardsticks what a standard method makes of the cells' samples; empty in records that predate the component
 */
public record RunRecord(
        String schema,
        String runId,
        Tool tool,
        String startedAt,
        @Nullable String finishedAt,
        @Nullable String study,
        @Nullable Integer plannedCells,
        List<String> command,
        Environment environment,
        List<CellRecord> cells,
        @IfAbsent("[]") List<Yardstick> yardsticks) {

    /** Format version of {@code run.json}. */
    public static final String SCHEMA = "mscale-results/1";

    public RunRecord {
        command = List.copyOf(command);
        cells = List.copyOf(cells);
        yardsticks = List.copyOf(yardsticks);
    }

    /** A run without yardsticks whose plan is unknown. */
    public RunRecord(
            String schema,
            String runId,
            Tool tool,
            String startedAt,
            @Nullable String finishedAt,
            @Nullable String study,
            List<String> command,
            Environment environment,
            List<CellRecord> cells) {
        this(schema, runId, tool, startedAt, finishedAt, study, null, command, environment, cells, List.of());
    }

    /**
     * The program that made the run.
     *
     * @param version its version
     * @param commit the commit it was built from; null if unknown
     */
    public record Tool(String version, @Nullable String commit) {

        public Tool {
            Objects.requireNonNull(version, "tool.version");
        }
    }

    /**
     * The machine and everything else that times depend on.
     *
     * @param gpu the graphics processor; null if none was used, if its driver could not be queried, and in records
     *     that predate the component
     * @param gpuPeak the measured peak of the graphics processor; null if it was not measured, and in records that
     *     predate the component
     * @param peak the measured peak of the processor
     * @param clearedVariables names of environment variables that were set but not passed on to workers; empty in
     *     records of versions that passed on all of them
     * @param workerSettings the user's settings for all workers, which are part of what was measured; {@link
     *     WorkerSettings#NONE} in records that predate them
     */
    public record Environment(
            @Inline Machine machine,
            @Nullable Gpu gpu,
            @Nullable GpuPeak gpuPeak,
            @Inline ProcessorPeak peak,
            @IfAbsent("[]") List<String> clearedVariables,

            @IfAbsent("{\"jvmOptions\":[],\"environment\":{}}")
            WorkerSettings workerSettings) {

        public Environment {
            clearedVariables = List.copyOf(clearedVariables);
        }

        /** A machine without measurements, whose workers inherit the whole environment. */
        public static Environment of(Machine machine) {
            return new Environment(machine, null, null, ProcessorPeak.NOT_MEASURED, List.of(), WorkerSettings.NONE);
        }

        public String arch() {
            return machine.arch();
        }

        public String cpu() {
            return machine.cpu();
        }

        public int logicalCores() {
            return machine.logicalCores();
        }

        public String jvm() {
            return machine.jvm();
        }

        /**
         * Returns this environment with measured peaks.
         *
         * @param gflops the peak in the run's precision
         */
        public Environment withPeak(@Nullable Double gflops, MachinePeak measured) {
            ProcessorPeak processorPeak = new ProcessorPeak(
                    gflops, measured.copyBytesPerSecond(), measured.copyArrayBytes(), measured.copyArrayBytesWanted());
            return new Environment(machine, gpu, gpuPeak, processorPeak, clearedVariables, workerSettings);
        }

        public Environment withGpu(@Nullable Gpu used, @Nullable GpuPeak itsPeak) {
            return new Environment(machine, used, itsPeak, peak, clearedVariables, workerSettings);
        }

        /**
         * Returns this environment with other worker settings.
         *
         * @param cleared names of the variables not passed on to workers
         * @param settings the user's settings for them
         */
        public Environment withWorkers(List<String> cleared, WorkerSettings settings) {
            return new Environment(machine, gpu, gpuPeak, peak, cleared, settings);
        }

        /** Returns this environment with further variables not passed on to workers. */
        public Environment withAlsoCleared(List<String> names) {
            return withWorkers(
                    Stream.concat(clearedVariables.stream(), names.stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    workerSettings);
        }
    }

    /** The command line without {@code --shard} and {@code --out}. */
    public List<String> wholeCommand() {
        return without(Set.of("--shard", "--out"));
    }

    /** What the command line says about the plan: the same for all shards of a run, wherever their plug-ins lie. */
    public List<String> plan() {
        return without(Set.of("--shard", "--out", "--backends-dir", "--tasks-dir"));
    }

    private List<String> without(Set<String> options) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (options.contains(word)) {
                i++;
            } else if (!options.contains(word.split("=", 2)[0])) {
                words.add(word);
            }
        }
        return words;
    }

    /** Returns this record with another command line. */
    public RunRecord withCommand(List<String> words) {
        return with(tool, finishedAt, plannedCells, words, environment, cells, yardsticks);
    }

    public RunRecord withEnvironment(Environment newEnvironment) {
        return with(tool, finishedAt, plannedCells, command, newEnvironment, cells, yardsticks);
    }

    public RunRecord withTool(Tool newTool) {
        return with(newTool, finishedAt, plannedCells, command, environment, cells, yardsticks);
    }

    public RunRecord withPlannedCells(@Nullable Integer planned) {
        return with(tool, finishedAt, planned, command, environment, cells, yardsticks);
    }

    public RunRecord withCells(List<CellRecord> newCells) {
        return with(tool, finishedAt, plannedCells, command, environment, newCells, yardsticks);
    }

    public RunRecord withYardsticks(List<Yardstick> newYardsticks) {
        return with(tool, finishedAt, plannedCells, command, environment, cells, newYardsticks);
    }

    public RunRecord finishedAt(@Nullable String time) {
        return with(tool, time, plannedCells, command, environment, cells, yardsticks);
    }

    private RunRecord with(
            Tool newTool,
            @Nullable String newEnd,
            @Nullable Integer planned,
            List<String> words,
            Environment newEnvironment,
            List<CellRecord> newCells,
            List<Yardstick> newYardsticks) {
        return new RunRecord(
                schema,
                runId,
                newTool,
                startedAt,
                newEnd,
                study,
                planned,
                words,
                newEnvironment,
                newCells,
                newYardsticks);
    }
}
