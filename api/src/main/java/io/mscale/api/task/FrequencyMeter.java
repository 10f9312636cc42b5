package io.mscale.api.task;

import java.util.stream.IntStream;

/**
 * Measures again and again how well a frequency was learned, on the same points: c_k is a sum with weights
 * exp(-i k x_j) that are computed once, so that a reading costs two multiply-adds per point.
 */
public final class FrequencyMeter {

    private final FrequencyProbe probe;
    private final int[] inside;
    private final double[] cos;
    private final double[] sin;
    private final double[] truth;
    private final double magnitude;

    /**
     * A meter on these points.
     *
     * @param probe the frequency and its part of the domain
     * @param x the points, one input dimension
     * @param truth the target at the points
     */
    public FrequencyMeter(FrequencyProbe probe, double[] x, double[] truth) {
        this.probe = probe;
        inside = IntStream.range(0, x.length)
                .filter(j -> x[j] >= probe.lower() && x[j] <= probe.upper())
                .toArray();
        cos = IntStream.of(inside).mapToDouble(j -> Math.cos(probe.k() * x[j])).toArray();
        sin = IntStream.of(inside).mapToDouble(j -> Math.sin(probe.k() * x[j])).toArray();
        this.truth = IntStream.of(inside).mapToDouble(j -> truth[j]).toArray();
        double re = 0;
        double im = 0;
        for (int i = 0; i < inside.length; i++) {
            re += this.truth[i] * cos[i];
            im -= this.truth[i] * sin[i];
        }
        magnitude = Math.hypot(re, im);
    }

    /** What is measured. */
    public FrequencyProbe probe() {
        return probe;
    }

    /**
     * |c_k(h) - c_k(f)| / |c_k(f)| for a network h and the target f.
     *
     * @param prediction the network at all points the meter was made with
     * @return the relative error, or NaN if no point lies in the interval or the target lacks the frequency there
     */
    public double relativeError(double[] prediction) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < inside.length; i++) {
            double error = prediction[inside[i]] - truth[i];
            re += error * cos[i];
            im -= error * sin[i];
        }
        return Math.hypot(re, im) / magnitude;
    }
}
