package io.mscale.record.run;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.mapping.Inline;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} holds.
 *
 * @param schema {@link #SCHEMA}
 * @param runId the run's name: UTC time and a short random part
 * @param startedAt when the run started, ISO 8601 in UTC
 * @param finishedAt when it ended; null while it runs or if it was cut off
 * @param study the study whose claim the run is to show; null if it is no study's, and in a record of a version that did
 *     not keep it
 * @param command the command line that makes the same run
 * @param cells the cells that have ended, in the order of the plan
 */
public record RunRecord(
        String schema,
        String runId,
        Tool tool,
        String startedAt,
        @Nullable String finishedAt,
        @Nullable String study,
        List<String> command,
        Environment environment,
        List<CellRecord> cells) {

    /** The version of the format. */
    public static final String SCHEMA = "mscale-results/1";

    public RunRecord {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(cells, "cells");
        command = List.copyOf(command);
        cells = List.copyOf(cells);
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
     * The machine, as far as it matters to times, and what else they depend on.
     *
     * @param gpu the graphics processor; null if none was used, if its driver could not be asked, and in a record of a
     *     version that did not ask
     * @param gpuPeak what the graphics processor can do at best; null if it was not measured, and in such a record
     * @param peak what the processor can do at best
     * @param clearedVariables names of the environment variables that were set and that workers did not inherit; empty in a
     *     record of a version that passed them all on
     * @param workerSettings what the user set for all workers, which is part of what was measured; {@link
     *     WorkerSettings#NONE} in a record of a version that had no such options
     */
    public record Environment(
            @Inline Machine machine,
            @Nullable Gpu gpu,
            @Nullable GpuPeak gpuPeak,
            @Inline ProcessorPeak peak,
            List<String> clearedVariables,
            WorkerSettings workerSettings) {

        @SuppressWarnings("NullAway") // older files lack the last components
        public Environment {
            clearedVariables = clearedVariables == null ? List.of() : List.copyOf(clearedVariables);
            workerSettings = workerSettings == null ? WorkerSettings.NONE : workerSettings;
        }

        /** A machine of which nothing was measured, whose workers inherit everything. */
        public static Environment of(Machine machine) {
            return new Environment(machine, null, null, ProcessorPeak.NOT_MEASURED, List.of(), WorkerSettings.NONE);
        }

        /** {@link Machine#os}. */
        public String os() {
            return machine.os();
        }

        /** {@link Machine#arch}. */
        public String arch() {
            return machine.arch();
        }

        /** {@link Machine#cpu}. */
        public String cpu() {
            return machine.cpu();
        }

        /** {@link Machine#logicalCores}. */
        public int logicalCores() {
            return machine.logicalCores();
        }

        /** {@link Machine#memoryBytes}. */
        public @Nullable Long memoryBytes() {
            return machine.memoryBytes();
        }

        /** {@link Machine#jvm}. */
        public String jvm() {
            return machine.jvm();
        }

        /** {@link ProcessorPeak#peakGflops}. */
        public @Nullable Double peakGflops() {
            return peak.peakGflops();
        }

        /** {@link ProcessorPeak#copyBytesPerSecond}. */
        public @Nullable Double copyBytesPerSecond() {
            return peak.copyBytesPerSecond();
        }

        /** {@link ProcessorPeak#copyArrayBytes}. */
        public @Nullable Long copyArrayBytes() {
            return peak.copyArrayBytes();
        }

        /** {@link ProcessorPeak#copyArrayBytesWanted}. */
        public @Nullable Long copyArrayBytesWanted() {
            return peak.copyArrayBytesWanted();
        }

        /**
         * The same machine, measured.
         *
         * @param gflops the peak in the run's precision
         */
        public Environment withPeak(@Nullable Double gflops, MachinePeak measured) {
            return withPeak(new ProcessorPeak(
                    gflops, measured.copyBytesPerSecond(), measured.copyArrayBytes(), measured.copyArrayBytesWanted()));
        }

        /** The same machine, measured. */
        public Environment withPeak(ProcessorPeak measured) {
            return new Environment(machine, gpu, gpuPeak, measured, clearedVariables, workerSettings);
        }

        /** The same on another machine. */
        public Environment withMachine(Machine other) {
            return new Environment(other, gpu, gpuPeak, peak, clearedVariables, workerSettings);
        }

        /** The same machine, whose graphics processor was used. */
        public Environment withGpu(@Nullable Gpu used, @Nullable GpuPeak itsPeak) {
            return new Environment(machine, used, itsPeak, peak, clearedVariables, workerSettings);
        }

        /**
         * The same machine with other surroundings of workers.
         *
         * @param cleared names of the variables that workers did not inherit
         * @param settings what the user set for them
         */
        public Environment withWorkers(List<String> cleared, WorkerSettings settings) {
            return new Environment(machine, gpu, gpuPeak, peak, cleared, settings);
        }

        /** The same machine, where workers did not inherit some variables more. */
        public Environment withAlsoCleared(List<String> names) {
            return withWorkers(
                    Stream.concat(clearedVariables.stream(), names.stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    workerSettings);
        }
    }

    /** The same run on a machine of which more is known. */
    public RunRecord withEnvironment(Environment newEnvironment) {
        return new RunRecord(schema, runId, tool, startedAt, finishedAt, study, command, newEnvironment, cells);
    }

    /** The same run, made by another program. */
    public RunRecord withTool(Tool newTool) {
        return new RunRecord(schema, runId, newTool, startedAt, finishedAt, study, command, environment, cells);
    }

    /** The same run with other cells. */
    public RunRecord withCells(List<CellRecord> newCells) {
        return new RunRecord(schema, runId, tool, startedAt, finishedAt, study, command, environment, newCells);
    }

    /** The same run, ended. */
    public RunRecord finishedAt(@Nullable String time) {
        return new RunRecord(schema, runId, tool, startedAt, time, study, command, environment, cells);
    }
}
