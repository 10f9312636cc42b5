package io.mscale.record.cell;

import io.mscale.api.LibraryInfo;
import io.mscale.api.WorkerSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record of one cell: what {@code cell.json} holds and an element of {@code cells} in {@code run.json}. A figure that
 * was not measured, or was not finite, is null.
 *
 * @param reason why the status is not ok, or why training stopped early; null otherwise
 * @param library what trained it; null if it never got that far
 * @param parameters trainable parameters of the network
 * @param flopsPerStep floating-point operations of the matrix products of one step
 * @param bytesPerStep least memory traffic of one step, a lower bound; null in a record of a version that did not count it
 * @param accuracy of the network as it was at the end
 * @param memory of the worker
 * @param parity agreement with the float64 reference over the first steps; null if it was not checked
 * @param curve the errors over the training
 * @param setting what {@link CellSpec#setting} says
 * @param taskSettings what the task was made from; {@link TaskSettings#NONE} in a record of a version that knew no other
 */
public record CellRecord(
        String id,
        String backend,
        String device,
        String task,
        String variant,
        String preset,
        int repeat,
        long seed,
        String precision,
        CellStatus status,
        @Nullable String reason,
        @Nullable LibraryInfo library,
        CellSpec.Network network,
        CellSpec.Training training,
        CellSpec.Measurement measurement,
        WorkerSettings worker,
        int parameters,
        double flopsPerStep,
        @Nullable Double bytesPerStep,
        @Nullable Accuracy accuracy,
        @Nullable Timing timing,
        @Nullable Memory memory,
        @Nullable Parity parity,
        List<CurvePoint> curve,
        String setting,
        TaskSettings taskSettings) {

    @SuppressWarnings("NullAway") // older records lack the last component
    public CellRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(measurement, "measurement");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(curve, "curve");
        curve = List.copyOf(curve);
        setting = Objects.requireNonNullElse(setting, "");
        taskSettings = taskSettings == null ? TaskSettings.NONE : taskSettings;
    }

    /** A cell of a run that trains each variant in one way, of a task without options. */
    public CellRecord(
            String id,
            String backend,
            String device,
            String task,
            String variant,
            String preset,
            int repeat,
            long seed,
            String precision,
            CellStatus status,
            @Nullable String reason,
            @Nullable LibraryInfo library,
            CellSpec.Network network,
            CellSpec.Training training,
            CellSpec.Measurement measurement,
            WorkerSettings worker,
            int parameters,
            double flopsPerStep,
            @Nullable Double bytesPerStep,
            @Nullable Accuracy accuracy,
            @Nullable Timing timing,
            @Nullable Memory memory,
            @Nullable Parity parity,
            List<CurvePoint> curve) {
        this(
                id,
                backend,
                device,
                task,
                variant,
                preset,
                repeat,
                seed,
                precision,
                status,
                reason,
                library,
                network,
                training,
                measurement,
                worker,
                parameters,
                flopsPerStep,
                bytesPerStep,
                accuracy,
                timing,
                memory,
                parity,
                curve,
                "",
                TaskSettings.NONE);
    }

    /** The variant, with the setting where there is one: what tells the networks of a run apart. */
    public String form() {
        return setting.isEmpty() ? variant : variant + " " + setting;
    }

    /**
     * Errors against the target.
     *
     * @param trainMse mean squared error over the training set
     * @param testMse mean squared error over the test set
     * @param testRelativeL2 root of the sum of squared errors over the root of the sum of squared targets, test set
     * @param testMaxAbs largest absolute error, test set
     * @param frequencies relative error at each frequency the task names, test set
     * @param psnr peak signal-to-noise ratio on the test set in decibels; null if the target is no image, or was fitted
     *     exactly
     */
    public record Accuracy(
            @Nullable Double trainMse,
            @Nullable Double testMse,
            @Nullable Double testRelativeL2,
            @Nullable Double testMaxAbs,
            List<Frequency> frequencies,
            @Nullable Double psnr) {

        public Accuracy {
            Objects.requireNonNull(frequencies, "frequencies");
            frequencies = List.copyOf(frequencies);
        }

        /** Errors against a target that is no image. */
        public Accuracy(
                @Nullable Double trainMse,
                @Nullable Double testMse,
                @Nullable Double testRelativeL2,
                @Nullable Double testMaxAbs,
                List<Frequency> frequencies) {
            this(trainMse, testMse, testRelativeL2, testMaxAbs, frequencies, null);
        }
    }

    /**
     * How well one frequency was learned.
     *
     * @param k the angular frequency
     * @param relativeError |c_k(h) - c_k(f)| / |c_k(f)|
     */
    public record Frequency(double k, @Nullable Double relativeError) {}

    /**
     * Times. The clock runs during training steps only: warm-up and evaluations do not count.
     *
     * @param startupSeconds from the launch of the worker until the model could take its first step; parity check and
     *     warm-up come after that and are in no figure
     * @param firstStepSeconds the very first step of the process, with all that a library does once; null if unknown
     * @param steps counted steps
     * @param trainSeconds their duration
     * @param step distribution of single steps; null if the timing was off or no step was taken
     * @param gflops {@code flopsPerStep} over the median step
     * @param peakFraction {@code gflops} over the device's measured peak; null if that was not measured
     * @param timeToTarget when the test MSE first reached the target; null if it did not
     * @param jmh what JMH measured; null if it did not run
     */
    public record Timing(
            @Nullable Double startupSeconds,
            @Nullable Double firstStepSeconds,
            int steps,
            double trainSeconds,
            @Nullable StepTime step,
            @Nullable Double stepsPerSecond,
            @Nullable Double gflops,
            @Nullable Double peakFraction,
            @Nullable TimeToTarget timeToTarget,
            @Nullable Jmh jmh) {}

    /**
     * What JMH measured of the cell's model.
     *
     * @param step one optimiser step
     * @param predict the network on the whole test set
     */
    public record Jmh(@Nullable JmhScore step, @Nullable JmhScore predict) {}

    /**
     * A benchmark's result.
     *
     * @param seconds mean time of an operation
     * @param errorSeconds half the width of its 99.9% confidence interval; null if there were too few iterations for one
     * @param allocatedBytes Java objects allocated per operation; null if the profiler did not run
     */
    public record JmhScore(
            double seconds,
            @Nullable Double errorSeconds,
            @Nullable Double allocatedBytes) {}

    /**
     * Durations of single steps in seconds.
     *
     * @param samples one per timed block in order: the block's duration over its number of steps
     * @param lastSteps the step each block ended with; empty in a record of a version that did not keep it
     */
    public record StepTime(double median, double p05, double p95, List<Double> samples, List<Integer> lastSteps) {

        @SuppressWarnings("NullAway") // older records lack the component
        public StepTime {
            Objects.requireNonNull(samples, "samples");
            samples = List.copyOf(samples);
            lastSteps = lastSteps == null ? List.of() : List.copyOf(lastSteps);
        }
    }

    /**
     * The first evaluation at or below the target.
     *
     * @param mse the target
     * @param seconds training time until then
     * @param steps steps until then
     */
    public record TimeToTarget(double mse, double seconds, int steps) {}

    /**
     * The worker's memory, in bytes.
     *
     * @param peakRssBytes the largest resident set; null where the system does not tell
     * @param peakDeviceBytes the most that the model held on its device; null on the processor, where the backend does not
     *     tell, and in a record of a version that did not ask
     */
    public record Memory(
            @Nullable Long peakRssBytes, @Nullable Long peakDeviceBytes) {}

    /**
     * Agreement with the float64 reference from the same weights, on a few of the cell's samples.
     *
     * @param steps steps compared
     * @param maxRelativeError the largest relative difference of a loss; null if it was not finite
     * @param passed whether the losses agreed and the training error fell from the beginning of training to its end
     */
    public record Parity(int steps, @Nullable Double maxRelativeError, boolean passed) {}

    /**
     * The errors after {@code step} steps and {@code seconds} of training time.
     *
     * @param frequencies relative error at each frequency the task names, test set; empty if the task names none, or in
     *     a record of a version that did not measure them
     */
    public record CurvePoint(
            int step,
            double seconds,
            @Nullable Double trainMse,
            @Nullable Double testMse,
            List<Frequency> frequencies) {

        @SuppressWarnings("NullAway") // older records lack the component
        public CurvePoint {
            frequencies = frequencies == null ? List.of() : List.copyOf(frequencies);
        }

        /**
         * Whether the training error at the end of a curve is below that at its beginning. What is not known counts as
         * fallen: a curve of one point, an error that was not recorded.
         */
        public static boolean trainingErrorFell(List<CurvePoint> curve) {
            if (curve.size() < 2) {
                return true;
            }
            Double before = curve.get(0).trainMse();
            Double after = curve.get(curve.size() - 1).trainMse();
            return before == null || after == null || after < before;
        }
    }

    /** The same cell with what JMH measured of it. */
    public CellRecord withJmh(Jmh jmh) {
        Timing old = timing == null ? new Timing(null, null, 0, 0, null, null, null, null, null, null) : timing;
        Timing changed = new Timing(
                old.startupSeconds(),
                old.firstStepSeconds(),
                old.steps(),
                old.trainSeconds(),
                old.step(),
                old.stepsPerSecond(),
                old.gflops(),
                old.peakFraction(),
                old.timeToTarget(),
                jmh);
        return with(status, reason, changed);
    }

    /** The same cell, ended otherwise. */
    public CellRecord withOutcome(CellStatus newStatus, @Nullable String newReason) {
        return with(newStatus, newReason, timing);
    }

    /** The same cell without its curve and its single samples: small enough to keep by the thousand. */
    public CellRecord withoutSeries() {
        if (timing == null || timing.step() == null) {
            return with(status, reason, timing, List.of());
        }
        StepTime step = timing.step();
        Timing summary = new Timing(
                timing.startupSeconds(),
                timing.firstStepSeconds(),
                timing.steps(),
                timing.trainSeconds(),
                new StepTime(step.median(), step.p05(), step.p95(), List.of(), List.of()),
                timing.stepsPerSecond(),
                timing.gflops(),
                timing.peakFraction(),
                timing.timeToTarget(),
                timing.jmh());
        return with(status, reason, summary, List.of());
    }

    private CellRecord with(CellStatus newStatus, @Nullable String newReason, @Nullable Timing newTiming) {
        return with(newStatus, newReason, newTiming, curve);
    }

    private CellRecord with(
            CellStatus newStatus, @Nullable String newReason, @Nullable Timing newTiming, List<CurvePoint> newCurve) {
        return new CellRecord(
                id,
                backend,
                device,
                task,
                variant,
                preset,
                repeat,
                seed,
                precision,
                newStatus,
                newReason,
                library,
                network,
                training,
                measurement,
                worker,
                parameters,
                flopsPerStep,
                bytesPerStep,
                accuracy,
                newTiming,
                memory,
                parity,
                newCurve,
                setting,
                taskSettings);
    }

    /** What JMH measured of the cell, or null. */
    public @Nullable Jmh jmh() {
        return timing == null ? null : timing.jmh();
    }

    /** Whether the cell ended as it should. */
    public boolean isOk() {
        return status == CellStatus.OK;
    }

    /** The final test MSE, or null. */
    public @Nullable Double testMse() {
        return accuracy == null ? null : accuracy.testMse();
    }
}
