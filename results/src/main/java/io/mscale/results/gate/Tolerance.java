package io.mscale.results.gate;

/** The relative differences to ignore: 0.03 is three per cent. Where the noise is larger, the noise applies instead. */
public record Tolerance(double step, double testMse) {

    /**
     * 3% of the step time, so that a slowdown of 5% exceeds it clearly. 10% of the test MSE, which varies more from
     * seed to seed.
     */
    public static final Tolerance DEFAULT = new Tolerance(0.03, 0.1);

    public Tolerance {
        if (!(step >= 0 && testMse >= 0) || Double.isInfinite(step) || Double.isInfinite(testMse)) {
            throw new IllegalArgumentException("tolerances are not negative: " + step + ", " + testMse);
        }
    }
}
