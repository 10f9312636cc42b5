package io.mscale.api.task;

/**
 * A frequency that a one-dimensional target is known to hold on part of its domain. How well it was learned is
 * |c_k(h) - c_k(f)| / |c_k(f)| with c_k = (1/n) sum y_j exp(-i k x_j) over the samples in [lower, upper].
 *
 * @param k the angular frequency: the target holds sin(k x) or cos(k x)
 * @param lower where the part begins
 * @param upper where the part ends
 */
public record FrequencyProbe(double k, double lower, double upper) {

    public FrequencyProbe {
        if (!(lower < upper)) {
            throw new IllegalArgumentException("empty interval [" + lower + ", " + upper + "]");
        }
    }

    /**
     * The relative error at this frequency.
     *
     * @param x the points, one input dimension
     * @param truth the target at the points
     * @param prediction the network at the points
     * @return the relative error, or NaN if no point lies in the interval or the target lacks the frequency there
     */
    public double relativeError(double[] x, double[] truth, double[] prediction) {
        return new FrequencyMeter(this, x, truth).relativeError(prediction);
    }
}
