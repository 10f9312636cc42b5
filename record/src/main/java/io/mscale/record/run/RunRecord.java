package io.mscale.record.run;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellRecord;
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
     * The machine, as far as it matters to times.
     *
     * @param cpu the processor in its vendor's words
     * @param memoryBytes physical memory
     * @param jvm the Java runtime, name and version
     * @param gpu the graphics processor; null if none was used, if its driver could not be asked, and in a record of a
     *     version that did not ask
     * @param gpuPeak what the graphics processor can do at best; null if it was not measured, and in such a record
     * @param peakGflops the measured peak of the processor in the run's precision and with its threads, in 1e9
     *     floating-point operations per second; null if it was not measured
     * @param copyBytesPerSecond the measured rate of copying in memory with the run's threads, bytes read and written
     *     together; null if it was not measured, and in a record of a version that did not
     * @param copyArrayBytes what the copied arrays of all threads had together; null as that rate
     * @param copyArrayBytesWanted what they should have had to be far larger than all caches; where they are smaller, the
     *     rate may in part be a cache's
     * @param clearedVariables names of the environment variables that were set and that workers did not inherit; empty in a
     *     record of a version that passed them all on
     * @param workerSettings what the user set for all workers, which is part of what was measured; {@link
     *     WorkerSettings#NONE} in a record of a version that had no such options
     */
    public record Environment(
            String os,
            String arch,
            String cpu,
            int logicalCores,
            @Nullable Long memoryBytes,
            String jvm,
            @Nullable Gpu gpu,
            @Nullable GpuPeak gpuPeak,
            @Nullable Double peakGflops,
            @Nullable Double copyBytesPerSecond,
            @Nullable Long copyArrayBytes,
            @Nullable Long copyArrayBytesWanted,
            List<String> clearedVariables,
            WorkerSettings workerSettings) {

        @SuppressWarnings("NullAway") // older files lack the last components
        public Environment {
            Objects.requireNonNull(os, "environment.os");
            Objects.requireNonNull(arch, "environment.arch");
            Objects.requireNonNull(cpu, "environment.cpu");
            Objects.requireNonNull(jvm, "environment.jvm");
            clearedVariables = clearedVariables == null ? List.of() : List.copyOf(clearedVariables);
            workerSettings = workerSettings == null ? WorkerSettings.NONE : workerSettings;
        }

        /**
         * The same machine, measured.
         *
         * @param gflops the peak in the run's precision
         */
        public Environment withPeak(@Nullable Double gflops, MachinePeak peak) {
            return new Environment(
                    os,
                    arch,
                    cpu,
                    logicalCores,
                    memoryBytes,
                    jvm,
                    gpu,
                    gpuPeak,
                    gflops,
                    peak.copyBytesPerSecond(),
                    peak.copyArrayBytes(),
                    peak.copyArrayBytesWanted(),
                    clearedVariables,
                    workerSettings);
        }

        /** The same machine, whose graphics processor was used. */
        public Environment withGpu(@Nullable Gpu used, @Nullable GpuPeak itsPeak) {
            return new Environment(
                    os,
                    arch,
                    cpu,
                    logicalCores,
                    memoryBytes,
                    jvm,
                    used,
                    itsPeak,
                    peakGflops,
                    copyBytesPerSecond,
                    copyArrayBytes,
                    copyArrayBytesWanted,
                    clearedVariables,
                    workerSettings);
        }

        /**
         * The same machine with other surroundings of workers.
         *
         * @param cleared names of the variables that workers did not inherit
         * @param settings what the user set for them
         */
        public Environment withWorkers(List<String> cleared, WorkerSettings settings) {
            return new Environment(
                    os,
                    arch,
                    cpu,
                    logicalCores,
                    memoryBytes,
                    jvm,
                    gpu,
                    gpuPeak,
                    peakGflops,
                    copyBytesPerSecond,
                    copyArrayBytes,
                    copyArrayBytesWanted,
                    cleared,
                    settings);
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
