package io.mscale.record.cell;

import io.mscale.api.LibraryInfo;
import io.mscale.record.mapping.IfAbsent;
import io.mscale.record.mapping.Inline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of {@code events.jsonl}: an event in a worker. Null stands for numbers that are not finite. */
public sealed interface WorkerEvent {

    /** Seconds since the worker's launch. */
    double wallSeconds();

    /** The worker's JVM is up and has read its specification. */
    record Started(double wallSeconds) implements WorkerEvent {}

    /**
     * The backend was loaded.
     *
     * @param bitReproducible whether it promises the same bits for the same seed and number of threads; null in logs that
     *     predate the component
     */
    record Library(
            double wallSeconds,
            LibraryInfo library,
            @Nullable Boolean bitReproducible) implements WorkerEvent {}

    /** Data and initial parameters are on the device: the model is ready for its first step. */
    record Ready(double wallSeconds) implements WorkerEvent {}

    /**
     * Uncounted steps were taken.
     *
     * @param steps how many
     * @param seconds the duration of the first
     */
    record WarmUp(double wallSeconds, int steps, double seconds) implements WorkerEvent {}

    /** The first losses were compared with the float64 reference. */
    record Parity(double wallSeconds, CellRecord.Parity parity) implements WorkerEvent {}

    /** A round of several has begun. */
    record Round(double wallSeconds, @Inline TrainedRound round) implements WorkerEvent {}

    /** The tangent kernel at the initial parameters was computed, if the specification asks for it. */
    record Kernel(double wallSeconds, List<KernelRate> rates) implements WorkerEvent {

        public Kernel {
            rates = List.copyOf(rates);
        }
    }

    /**
     * A block of steps was taken.
     *
     * @param step steps taken so far
     * @param steps steps of the block, at least 1
     * @param seconds the block's duration
     * @param loss the loss of its last step
     * @param isSample whether its duration is one of the training's samples; that of the first step after a wait is not
     */
    record Steps(
            double wallSeconds,
            int step,
            int steps,
            double seconds,
            @Nullable Double loss,
            @IfAbsent("true") boolean isSample)
            implements WorkerEvent {

        public Steps {
            if (steps < 1) {
                throw new IllegalArgumentException("a block has at least one step, not " + steps);
            }
        }

        /** A block whose duration is a sample. */
        public Steps(double wallSeconds, int step, int steps, double seconds, @Nullable Double loss) {
            this(wallSeconds, step, steps, seconds, loss, true);
        }
    }

    /** Further steps were counted after the training, if the specification asks for it. */
    record Counts(double wallSeconds, @Inline StepCounts counts) implements WorkerEvent {}

    /** A turn is over. */
    record Turn(double wallSeconds, @Inline Timing.Turn turn) implements WorkerEvent {}

    /** The worker waits until it is given its next turn. */
    record Waiting(double wallSeconds) implements WorkerEvent {}

    /**
     * The canary was read: a fixed small piece of work on as many threads as {@link CellSpec#canaryThreads()} says.
     *
     * @param seconds the training time so far
     * @param rate 1e9 operations per second of all threads together
     */
    record Canary(double wallSeconds, double seconds, double rate) implements WorkerEvent {}

    /**
     * Training has ended.
     *
     * @param machine what the system counted meanwhile
     * @param gpu the device before and after; null on the processor, or if the driver does not tell
     */
    record Machine(double wallSeconds, Disturbance.MachineUse machine, Disturbance.@Nullable GpuUse gpu)
            implements WorkerEvent {}

    /** Creates an event after the training. */
    static Machine machine(double wallSeconds, Disturbance.MachineUse machine, Disturbance.@Nullable GpuUse gpu) {
        // Static analysis in other modules does not see the nullability of a constructor's nested-type parameters.
        return new Machine(wallSeconds, machine, gpu);
    }

    /**
     * The network was evaluated.
     *
     * @param step steps taken so far
     * @param seconds the training time so far
     * @param frequencies relative error on the test set at each frequency that is measured
     * @param validationMse error on the samples held out of the training set; null if there are none
     * @param loss the last step's loss, where it is no mean squared error; null elsewhere and before the first step
     */
    record Evaluation(
            double wallSeconds,
            int step,
            double seconds,
            @Nullable Double trainMse,
            @Nullable Double testMse,
            @IfAbsent("[]") List<CellRecord.Frequency> frequencies,
            @Nullable Double validationMse,
            @Nullable Double loss)
            implements WorkerEvent {

        public Evaluation {
            frequencies = List.copyOf(frequencies);
        }

        /** An evaluation of a training that minimises the mean squared error, without validation. */
        public Evaluation(
                double wallSeconds,
                int step,
                double seconds,
                @Nullable Double trainMse,
                @Nullable Double testMse,
                List<CellRecord.Frequency> frequencies) {
            this(wallSeconds, step, seconds, trainMse, testMse, frequencies, null, null);
        }
    }

    /**
     * The cell has ended; the last line of a complete log.
     *
     * @param reason why the status is not ok, or why training stopped early; null otherwise
     */
    record Finished(
            double wallSeconds,
            CellRecord.@Nullable Accuracy accuracy,
            @Inline CellRecord.Memory memory,
            CellStatus status,
            @Nullable String reason)
            implements WorkerEvent {}

    /**
     * Creates the last event of a complete log.
     *
     * @param reason why the status is not ok, or why training stopped early; null otherwise
     */
    static Finished finished(
            double wallSeconds,
            CellRecord.@Nullable Accuracy accuracy,
            CellRecord.Memory memory,
            CellStatus status,
            @Nullable String reason) {
        // Static analysis in other modules does not see the nullability of a constructor's nested-type parameters.
        return new Finished(wallSeconds, accuracy, memory, status, reason);
    }

    /**
     * An event of a later version.
     *
     * @param event its name
     */
    record Unknown(String event, double wallSeconds) implements WorkerEvent {}
}
