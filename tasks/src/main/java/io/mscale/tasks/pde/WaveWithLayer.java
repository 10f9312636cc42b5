package io.mscale.tasks.pde;

import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;

/**
 * The solution of the linearised Poisson-Boltzmann equation -u'' + lambda^2 u = (lambda^2 + mu^2) sin mu x on [0, 1] that is
 * 0 at both ends: a wave, and a layer of width 1/lambda at the right end that takes it to 0 there.
 *
 * <pre>
 * u = sin mu x - sin mu sinh(lambda x) / sinh(lambda)
 * </pre>
 *
 * <p>The quotient is written with exp(lambda (x - 1)), since sinh overflows for lambda > 710.
 *
 * @param lambda positive
 * @param mu the wave's angular frequency
 */
record WaveWithLayer(double lambda, double mu) {

    static final String LAMBDA = "lambda";
    static final String MU = "mu";

    private static final double LEAST_LAMBDA = 0.001;
    private static final double MOST_LAMBDA = 10_000;
    private static final double LEAST_MU = 1;
    private static final double MOST_MU = 1000;

    static WaveWithLayer of(TaskChoices choices) {
        return new WaveWithLayer(
                choices.read(LAMBDA, text -> Quantity.between(text, LEAST_LAMBDA, MOST_LAMBDA)),
                choices.read(MU, text -> Quantity.between(text, LEAST_MU, MOST_MU)));
    }

    static TaskOption optionLambda(String standard) {
        return new TaskOption(LAMBDA, "X", "1/lambda is the width of the boundary layer; 0.001 to 10000", standard);
    }

    static TaskOption optionMu(String standard) {
        return new TaskOption(MU, "K", "the wave's angular frequency, 1 to 1000, also as 6pi", standard);
    }

    double at(double x) {
        double layer = decay(x) * StrictMath.expm1(-2 * lambda * x) / StrictMath.expm1(-2 * lambda);
        return StrictMath.sin(mu * x) - StrictMath.sin(mu) * layer;
    }

    double slope(double x) {
        double layer = -lambda * decay(x) * (1 + StrictMath.exp(-2 * lambda * x)) / StrictMath.expm1(-2 * lambda);
        return mu * StrictMath.cos(mu * x) - StrictMath.sin(mu) * layer;
    }

    double source(double x) {
        return (lambda * lambda + mu * mu) * StrictMath.sin(mu * x);
    }

    private double decay(double x) {
        return StrictMath.exp(lambda * (x - 1));
    }
}
