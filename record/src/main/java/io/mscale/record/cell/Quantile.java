package io.mscale.record.cell;

/** Quantiles of samples by linear interpolation between order statistics (Hyndman and Fan, 1996, type 7). */
public final class Quantile {

    private Quantile() {}

    /**
     * The p-quantile.
     *
     * @param sorted the samples in ascending order, at least one
     * @param p in [0, 1]
     */
    public static double of(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
