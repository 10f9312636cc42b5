package io.mscale.api.pde;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.training.Loss;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A boundary-value problem that networks solve: its solution is the target, which errors are measured against, but the
 * training data hold only the equation, in the columns of an energy or a residual. Under another loss the solution is fitted
 * as any function is.
 */
public interface BoundaryValueTask extends FittingTask {

    /** The equation. */
    BoundaryValueProblem problem();

    /** How the network is held to the boundary values. */
    Penalty penalty();

    /** The share of the training samples that lie on the boundary, in (0, 1). */
    double boundaryShare();

    @Override
    Loss loss();

    /** Whether activations that are too rough for the loss are to be trained all the same. */
    default boolean allowsRoughActivations() {
        return false;
    }

    @Override
    default Domain domain() {
        return problem().region().box();
    }

    @Override
    default double[] target(double[] x) {
        return new double[] {problem().solution(x)};
    }

    /** Whether the training data hold the equation, and not its solution. */
    default boolean holdsEquation() {
        return loss().isDifferential();
    }

    /** The equation that a task's training data hold; empty if they hold targets. */
    static Optional<BoundaryValueTask> equation(FittingTask task) {
        return task instanceof BoundaryValueTask equation && equation.holdsEquation()
                ? Optional.of(equation)
                : Optional.empty();
    }

    /** How many of so many training samples lie on the boundary. */
    default int boundaryPoints(int samples) {
        return (int) Math.round(boundaryShare() * samples);
    }

    /**
     * Why a number of samples, all of them or those of a step, is too small: every side of the boundary needs a point; empty
     * if it is not.
     */
    default Optional<String> sizeObstacle(int samples) {
        int sides = 2 * domain().dimension() + problem().region().holes().size();
        int boundary = boundaryPoints(samples);
        return !holdsEquation() || (boundary >= sides && boundary < samples)
                ? Optional.empty()
                : Optional.of(
                        "of " + samples + " samples, a share of " + shortened(boundaryShare()) + " makes " + boundary
                                + (boundary == 1 ? " point" : " points") + " on the boundary, whose " + sides
                                + " sides need one each, and some must be left inside"
                                + (boundary < sides
                                        ? "; so " + leastSamples(sides) + " samples or more, or a larger share"
                                        : ""));
    }

    /**
     * Points inside, then points on the boundary, with the columns of the loss.
     *
     * @param size at least 2 if the data hold the equation
     */
    @Override
    default Dataset trainingSet(int size, long seed) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.TRAINING_POINTS);
        if (!holdsEquation()) {
            return solution(size, random);
        }
        int boundary = Math.max(1, Math.min(size - 1, boundaryPoints(size)));
        return Collocation.of(problem(), loss(), penalty().beta(), size - boundary, boundary, random);
    }

    /** The solution at points in the region. */
    @Override
    default Dataset testSet(int size, long seed) {
        return solution(size, RandomStream.of(seed, RandomStream.Purpose.TEST_POINTS));
    }

    /** The fewest samples that have so many of them on the boundary. */
    private int leastSamples(int boundary) {
        int samples = (int) Math.max(1, Math.floor((boundary - 0.5) / boundaryShare()));
        while (boundaryPoints(samples) < boundary) {
            samples++;
        }
        return samples;
    }

    /** Three digits: a share is often a fraction such as 1/11. */
    private static double shortened(double share) {
        return new BigDecimal(share).round(new MathContext(3)).doubleValue();
    }

    private Dataset solution(int size, RandomStream random) {
        double[] x = problem().region().interior(size, random);
        return new Dataset(domain().dimension(), 1, x, targets(x));
    }
}
