package io.mscale.results.statistics;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Simulated forks: lognormal noise, and some forks that are slow for reasons of their own.
 *
 * @param noise standard deviation of the logarithm
 * @param slowShare how many forks are slow
 * @param slowFactor how much longer these take
 */
record Forks(double noise, double slowShare, double slowFactor) {

    static final Forks QUIET = new Forks(0.01, 0, 1);
    static final Forks SOME_SLOW = new Forks(0.01, 0.1, 1.2);

    /** Seconds of some forks around a median. */
    double[] times(int forks, double median, SplittableRandom random) {
        return DoubleStream.generate(() -> median
                        * (random.nextDouble() < slowShare ? slowFactor : 1)
                        * Math.exp(noise * random.nextGaussian()))
                .limit(forks)
                .toArray();
    }
}
