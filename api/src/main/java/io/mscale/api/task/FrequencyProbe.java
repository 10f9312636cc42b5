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
        double errorRe = 0;
        double errorIm = 0;
        double truthRe = 0;
        double truthIm = 0;
        for (int j = 0; j < x.length; j++) {
            if (x[j] < lower || x[j] > upper) {
                continue;
            }
            double cos = Math.cos(k * x[j]);
            double sin = Math.sin(k * x[j]);
            double error = prediction[j] - truth[j];
            errorRe += error * cos;
            errorIm -= error * sin;
            truthRe += truth[j] * cos;
            truthIm -= truth[j] * sin;
        }
        return Math.hypot(errorRe, errorIm) / Math.hypot(truthRe, truthIm);
    }
}
