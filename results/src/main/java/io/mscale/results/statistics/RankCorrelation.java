package io.mscale.results.statistics;

/** Kendall's rank correlation tau-b (M. G. Kendall, Biometrika 33, 1945, page 239). */
public final class RankCorrelation {

    private RankCorrelation() {}

    /**
     * The correlation of two quantities of the same things: 1 if both rank them alike, -1 if they rank them in opposite
     * orders. Infinite values are allowed; equal ones are ties.
     *
     * @return NaN if all values of one quantity are equal, or there are fewer than two
     */
    public static double tauB(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " and " + y.length + " values are not of the same things");
        }
        int concordance = 0;
        long untiedX = 0;
        long untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                int byX = Double.compare(x[j], x[i]);
                int byY = Double.compare(y[j], y[i]);
                concordance += Integer.signum(byX) * Integer.signum(byY);
                untiedX += byX == 0 ? 0 : 1;
                untiedY += byY == 0 ? 0 : 1;
            }
        }
        return concordance / Math.sqrt((double) untiedX * untiedY);
    }
}
