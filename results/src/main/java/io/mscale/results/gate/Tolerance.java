package io.mscale.results.gate;

/**
 * How much worse is of no interest, as relative differences: 0.03 is three per cent. Where the noise is larger, it counts
 * instead.
 *
 * @param step of the median step
 * @param testMse of the test MSE
 */
public record Tolerance(double step, double testMse) {

    /** Three per cent of time: what a 5% slowdown clears with room to spare. A tenth of the error. */
    public static final Tolerance DEFAULT = new Tolerance(0.03, 0.1);

    public Tolerance {
        if (!(step >= 0 && testMse >= 0) || Double.isInfinite(step) || Double.isInfinite(testMse)) {
            throw new IllegalArgumentException("tolerances are not negative: " + step + ", " + testMse);
        }
    }
}
