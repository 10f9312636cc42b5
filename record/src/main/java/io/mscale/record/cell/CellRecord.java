package io.mscale.record.cell;

import io.mscale.api.LibraryInfo;
import io.mscale.record.mapping.IfAbsent;
import io.mscale.record.mapping.Inline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one cell, stored in {@code cell.json} and in the cell list of {@code run.json}. Null stands for a
 * number that was not measured or was not finite; null or an empty list for what records of older versions lack.
 *
 * @param cell what was trained and measured
 * @param outcome how it ended
 * @param library the library that trained it; null if training never got that far
 * @param work what was computed
 * @param accuracy errors of the network at the end
 * @param memory memory of the worker
 * @param parity agreement with the float64 reference over the first steps; null if it was not checked
 * @param kernel what the tangent kernel at the initial parameters says of each frequency; empty if it was not asked for
 * @param curve the errors over the training
 */
public record CellRecord(
        @Inline Cell cell,
        @Inline Outcome outcome,
        @Nullable LibraryInfo library,
        @Inline CellWork work,
        @Nullable Accuracy accuracy,
        @Nullable Timing timing,
        @Nullable Memory memory,
        @Nullable Parity parity,
        @IfAbsent("[]") List<KernelRate> kernel,
        List<CurvePoint> curve)
        implements OfCell {

    /** Of the canary, in a record without series: enough to tell how often the machine was slow. */
    private static final int MOST_READINGS = 32;

    public CellRecord {
        kernel = List.copyOf(kernel);
        curve = List.copyOf(curve);
    }

    /** A cell that ended before its first step. */
    public CellRecord(Cell cell, Outcome outcome, CellWork work) {
        this(cell, outcome, null, work, null, null, null, null, List.of(), List.of());
    }

    /**
     * How a cell ended.
     *
     * @param reason why the status is not ok, or why training stopped early; null otherwise
     */
    public record Outcome(CellStatus status, @Nullable String reason) {}

    /**
     * Errors against the target.
     *
     * @param trainMse mean squared error over the training set
     * @param testMse mean squared error over the test set
     * @param testRelativeL2 root of the sum of squared errors over the root of the sum of squared targets, test set
     * @param testMaxAbs largest absolute error, test set
     * @param frequencies relative error on the test set at each frequency that is measured
     * @param psnr peak signal-to-noise ratio on the test set in decibels; null if the target is not an image or was
     *     fitted exactly
     * @param testMseNearKinks mean squared error over the test points near a kink: within 1% of the domain's length, or 4
     *     mean distances between training points if that is more; null if no test point is near one
     * @param testMseAwayFromKinks the same over all other test points
     * @param validationMse mean squared error over the samples held out of the training set; null if there are none
     * @param bestStep the step with the least validation error, whose parameters were restored at the end; null if the
     *     last parameters were kept
     * @param solution errors as the solution of a boundary-value problem; null if it was none, or too large to measure
     * @param ssim structural similarity of the reported picture and the network's; null if the target is not an image
     */
    public record Accuracy(
            @Nullable Double trainMse,
            @Nullable Double testMse,
            @Nullable Double testRelativeL2,
            @Nullable Double testMaxAbs,
            List<Frequency> frequencies,
            @Nullable Double psnr,
            @Nullable Double testMseNearKinks,
            @Nullable Double testMseAwayFromKinks,
            @Nullable Double validationMse,
            @Nullable Integer bestStep,
            @Nullable SolutionErrors solution,
            @Nullable Double ssim) {

        public Accuracy {
            frequencies = List.copyOf(frequencies);
        }

        /** The same, with validation. */
        public Accuracy validated(@Nullable Double mse, @Nullable Integer keptStep) {
            return new Accuracy(
                    trainMse,
                    testMse,
                    testRelativeL2,
                    testMaxAbs,
                    frequencies,
                    psnr,
                    testMseNearKinks,
                    testMseAwayFromKinks,
                    mse,
                    keptStep,
                    solution,
                    ssim);
        }

        /** The same, with errors as a solution. */
        public Accuracy asSolution(@Nullable SolutionErrors errors) {
            return new Accuracy(
                    trainMse,
                    testMse,
                    testRelativeL2,
                    testMaxAbs,
                    frequencies,
                    psnr,
                    testMseNearKinks,
                    testMseAwayFromKinks,
                    validationMse,
                    bestStep,
                    errors,
                    ssim);
        }

        /** The same, with the similarity of the pictures. */
        public Accuracy asPicture(@Nullable Double similarity) {
            return new Accuracy(
                    trainMse,
                    testMse,
                    testRelativeL2,
                    testMaxAbs,
                    frequencies,
                    psnr,
                    testMseNearKinks,
                    testMseAwayFromKinks,
                    validationMse,
                    bestStep,
                    solution,
                    similarity);
        }

        /** Errors against a target that is not an image and has no kinks, without validation. */
        public Accuracy(
                @Nullable Double trainMse,
                @Nullable Double testMse,
                @Nullable Double testRelativeL2,
                @Nullable Double testMaxAbs,
                List<Frequency> frequencies) {
            this(trainMse, testMse, testRelativeL2, testMaxAbs, frequencies, null, null, null, null, null, null, null);
        }
    }

    /**
     * Errors of the solution of a boundary-value problem, with derivatives of the network in float64.
     *
     * @param relativeH1 |grad(u_h - u)| over |grad u|, root mean squares over test points: the H1 seminorm's error;
     *     null if gradients of so large a network take too long
     * @param energyGap J(u_h) - J(u) without penalty, J the integral of 1/2 a |grad u|^2 + 1/2 c u^2 - f u over test points;
     *     may be negative where boundary values are missed; null for that reason, too, or if the problem has no minimum of energy
     * @param boundaryRms root mean square of u_h - u over points on the boundary
     */
    public record SolutionErrors(
            @Nullable Double relativeH1,
            @Nullable Double energyGap,
            @Nullable Double boundaryRms) {}

    /**
     * How well one frequency was learned.
     *
     * @param k the angular frequency; 0 for the constant
     * @param relativeError |b_k(h) - b_k(f)| / |b_k(f)|, with b_k the coefficients of sine and cosine, fitted together with
     *     those of all frequencies of the part; null also if the target has no significant constant, for k = 0
     * @param part the part of the domain, as text; null if all frequencies are of the same part
     * @param ofData whether the frequency is one of the strongest in the training data, as the task names none
     */
    public record Frequency(
            double k,
            @Nullable Double relativeError,
            @Nullable String part,
            @IfAbsent("false") boolean ofData) {

        /** A frequency that the task names, of the only part. */
        public Frequency(double k, @Nullable Double relativeError) {
            this(k, relativeError, null, false);
        }

        /** Whether this is the constant. */
        public boolean isConstant() {
            return k == 0;
        }
    }

    /**
     * JMH's measurements of the cell's model.
     *
     * @param step one optimiser step
     * @param predict a prediction for the whole test set
     */
    public record Jmh(@Nullable JmhScore step, @Nullable JmhScore predict) {}

    /**
     * Durations of single steps in seconds.
     *
     * @param samples one per timed block, in order: the block's duration divided by its number of steps
     * @param lastSteps the last step of each block
     */
    public record StepTime(
            double median,
            double p05,
            double p95,
            List<Double> samples,
            @IfAbsent("[]") List<Integer> lastSteps) {

        public StepTime {
            samples = List.copyOf(samples);
            lastSteps = List.copyOf(lastSteps);
        }
    }

    /**
     * The evaluation from which on the test MSE stayed at or below the target to the end of training; the first at or
     * below it in records of versions up to 0.1.0.
     *
     * @param mse the target
     * @param seconds training time up to it
     * @param steps steps up to it
     */
    public record TimeToTarget(double mse, double seconds, int steps) {}

    /**
     * The worker's memory, in bytes.
     *
     * @param peakRssBytes the largest resident set; null where the system does not report it
     * @param peakDeviceBytes the model's peak memory on its device; null on the processor, or if it is not reported
     */
    public record Memory(
            @Nullable Long peakRssBytes, @Nullable Long peakDeviceBytes) {}

    /**
     * Agreement with the float64 reference from the same weights, on a few of the cell's samples.
     *
     * @param steps steps compared
     * @param maxRelativeError the largest relative difference of a loss; null if it was not finite
     * @param allowedRelativeError the largest that passes
     * @param roundingError how far rounding alone carries in this network
     * @param passed whether the losses agreed and the training error fell from the beginning of training to its end
     */
    public record Parity(
            int steps,
            @Nullable Double maxRelativeError,
            @Nullable Double allowedRelativeError,
            @Nullable Double roundingError,
            boolean passed) {

        /** The same, failed. */
        Parity failed() {
            return new Parity(steps, maxRelativeError, allowedRelativeError, roundingError, false);
        }
    }

    /**
     * The errors after {@code step} steps and {@code seconds} of training time.
     *
     * @param frequencies relative error on the test set at each frequency that is measured; empty if there is none
     * @param validationMse mean squared error over the samples held out of the training set; null if there are none
     * @param loss the last step's loss, where it is no mean squared error; null elsewhere and before the first step
     */
    public record CurvePoint(
            int step,
            double seconds,
            @Nullable Double trainMse,
            @Nullable Double testMse,
            @IfAbsent("[]") List<Frequency> frequencies,
            @Nullable Double validationMse,
            @Nullable Double loss) {

        public CurvePoint {
            frequencies = List.copyOf(frequencies);
        }

        /** Errors of a training that minimises the mean squared error, without validation. */
        public CurvePoint(
                int step,
                double seconds,
                @Nullable Double trainMse,
                @Nullable Double testMse,
                List<Frequency> frequencies) {
            this(step, seconds, trainMse, testMse, frequencies, null, null);
        }
    }

    public CellStatus status() {
        return outcome.status();
    }

    public @Nullable String reason() {
        return outcome.reason();
    }

    public int parameters() {
        return work.parameters();
    }

    public CellRecord withOutcome(CellStatus status, @Nullable String reason) {
        return new CellRecord(
                cell, new Outcome(status, reason), library, work, accuracy, timing, memory, parity, kernel, curve);
    }

    public CellRecord withTiming(@Nullable Timing changed) {
        return new CellRecord(cell, outcome, library, work, accuracy, changed, memory, parity, kernel, curve);
    }

    public CellRecord withJmh(Jmh jmh) {
        Timing old = timing == null ? Timing.NONE : timing;
        return withTiming(old.with(old.step(), jmh, old.turns()));
    }

    /** Returns this record without curve and step samples, small enough to keep thousands of them. */
    public CellRecord withoutSeries() {
        StepTime step = timing == null ? null : timing.step();
        Timing small = step == null || timing == null
                ? timing
                : timing.with(
                        new StepTime(step.median(), step.p05(), step.p95(), List.of(), List.of()),
                        timing.jmh(),
                        List.of());
        small = small == null || small.disturbance() == null
                ? small
                : small.with(small.disturbance().thinned(MOST_READINGS));
        return new CellRecord(cell, outcome, library, work, accuracy, small, memory, parity, kernel, List.of());
    }

    /** JMH's measurements of the cell, or null. */
    public @Nullable Jmh jmh() {
        return timing == null ? null : timing.jmh();
    }

    /** Whether the cell ended normally. */
    public boolean isOk() {
        return status() == CellStatus.OK;
    }

    /** The final test MSE, or null. */
    public @Nullable Double testMse() {
        return accuracy == null ? null : accuracy.testMse();
    }
}
