package io.mscale.api.training;

/**
 * What Adam remembers between two steps, so that a training can go on elsewhere: how many steps it has taken, and both
 * moments of every parameter, in the order of {@link io.mscale.api.network.ParameterLayout}. Immutable.
 */
public final class OptimizerState {

    private final long steps;
    private final double[] firstMoments;
    private final double[] secondMoments;

    /**
     * The state after some steps.
     *
     * @param steps how many, at least 0; the next step is {@code steps + 1}
     * @param firstMoments the decaying means of the gradients, m
     * @param secondMoments the decaying means of their squares, v, none below 0
     * @throws IllegalArgumentException if the lengths differ, or a number is out of range
     */
    public OptimizerState(long steps, double[] firstMoments, double[] secondMoments) {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must be at least 0, not " + steps);
        }
        if (firstMoments.length != secondMoments.length) {
            throw new IllegalArgumentException(
                    firstMoments.length + " first moments, but " + secondMoments.length + " second ones");
        }
        for (int i = 0; i < firstMoments.length; i++) {
            if (!Double.isFinite(firstMoments[i])) {
                throw new IllegalArgumentException("first moment " + i + " is not finite: " + firstMoments[i]);
            }
            if (!(secondMoments[i] >= 0) || Double.isInfinite(secondMoments[i])) {
                throw new IllegalArgumentException(
                        "second moment " + i + " must be finite and not negative, not " + secondMoments[i]);
            }
        }
        this.steps = steps;
        this.firstMoments = firstMoments.clone();
        this.secondMoments = secondMoments.clone();
    }

    /** The state before the first step, of so many parameters. */
    public static OptimizerState initial(int parameters) {
        return new OptimizerState(0, new double[parameters], new double[parameters]);
    }

    /** Steps taken. */
    public long steps() {
        return steps;
    }

    /** The number of parameters. */
    public int size() {
        return firstMoments.length;
    }

    /** A copy of the first moments. */
    public double[] firstMoments() {
        return firstMoments.clone();
    }

    /** A copy of the second moments. */
    public double[] secondMoments() {
        return secondMoments.clone();
    }
}
