package io.mscale.record.cell;

import io.mscale.api.LibraryInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code events.jsonl}. Which components are there depends on {@code event}; the factories tell.
 *
 * @param event what happened: one of the constants here
 * @param wallSeconds seconds since the worker's launch
 * @param step optimiser steps taken so far
 * @param frequencies for {@link #EVALUATION} the relative error at each frequency the task names
 * @param seconds for {@link #WARM_UP} the duration of the first step, for {@link #STEPS} that of the block, for {@link #EVALUATION} the training time so far
 */
public record WorkerEvent(
        String event,
        double wallSeconds,
        @Nullable Integer step,
        @Nullable Integer steps,
        @Nullable Double seconds,
        @Nullable Double loss,
        @Nullable Double trainMse,
        @Nullable Double testMse,
        @Nullable List<CellRecord.Frequency> frequencies,
        @Nullable LibraryInfo library,
        CellRecord.@Nullable Parity parity,
        CellRecord.@Nullable Accuracy accuracy,
        @Nullable Long peakRssBytes,
        @Nullable Long peakDeviceBytes,
        @Nullable String status,
        @Nullable String reason) {

    public WorkerEvent {
        Objects.requireNonNull(event, "event");
        frequencies = frequencies == null ? null : List.copyOf(frequencies);
    }

    /** The worker's JVM is up and has read its specification. */
    public static final String STARTED = "started";

    /** The backend is loaded. */
    public static final String LIBRARY = "library";

    /** Data and initial parameters are on the device: the model could take its first step. */
    public static final String READY = "ready";

    /** The steps that are not counted were taken. */
    public static final String WARM_UP = "warmUp";

    /** The first losses were compared with the float64 reference. */
    public static final String PARITY = "parity";

    /** A block of steps was taken. */
    public static final String STEPS = "steps";

    /** The network was evaluated. */
    public static final String EVALUATION = "evaluation";

    /** The cell has ended; the last line of a complete log. */
    public static final String FINISHED = "finished";

    private static WorkerEvent of(String event, double wallSeconds) {
        return new WorkerEvent(
                event, wallSeconds, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The worker's JVM is up. */
    public static WorkerEvent started(double wallSeconds) {
        return of(STARTED, wallSeconds);
    }

    /** The backend is loaded, or found that it cannot be used. */
    public static WorkerEvent library(double wallSeconds, LibraryInfo library) {
        return new WorkerEvent(
                LIBRARY,
                wallSeconds,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                library,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The model could take its first step. */
    public static WorkerEvent ready(double wallSeconds) {
        return of(READY, wallSeconds);
    }

    /**
     * A block of {@code steps} steps, ending with step {@code step}, took {@code seconds}.
     *
     * @param loss the loss of the block's last step; null if it is not finite
     */
    public static WorkerEvent steps(double wallSeconds, int step, int steps, double seconds, @Nullable Double loss) {
        return new WorkerEvent(
                STEPS,
                wallSeconds,
                step,
                steps,
                seconds,
                loss,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** {@code steps} steps were taken that are not counted; the first took {@code firstSeconds}. */
    public static WorkerEvent warmUp(double wallSeconds, int steps, double firstSeconds) {
        return new WorkerEvent(
                WARM_UP,
                wallSeconds,
                null,
                steps,
                firstSeconds,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** After {@code step} steps and {@code seconds} of training time the errors were these. */
    public static WorkerEvent evaluation(
            double wallSeconds,
            int step,
            double seconds,
            @Nullable Double trainMse,
            @Nullable Double testMse,
            List<CellRecord.Frequency> frequencies) {
        return new WorkerEvent(
                EVALUATION,
                wallSeconds,
                step,
                null,
                seconds,
                null,
                trainMse,
                testMse,
                frequencies,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The first losses were compared with the float64 reference. */
    public static WorkerEvent parity(double wallSeconds, CellRecord.Parity parity) {
        return new WorkerEvent(
                PARITY,
                wallSeconds,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                parity,
                null,
                null,
                null,
                null,
                null);
    }

    /** The cell has ended. */
    public static WorkerEvent finished(
            double wallSeconds,
            CellStatus status,
            @Nullable String reason,
            CellRecord.@Nullable Accuracy accuracy,
            @Nullable Long peakRssBytes,
            @Nullable Long peakDeviceBytes) {
        return new WorkerEvent(
                FINISHED,
                wallSeconds,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                accuracy,
                peakRssBytes,
                peakDeviceBytes,
                status.toString(),
                reason);
    }
}
