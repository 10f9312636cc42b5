package io.mscale.api.random;

import java.util.SplittableRandom;

/**
 * A reproducible stream of random numbers. The same seed and purpose give the same bits on every JDK and platform: the
 * bits come from {@link SplittableRandom} (SplitMix64), and everything derived from them uses exactly rounded
 * operations or {@link StrictMath}.
 */
public final class RandomStream {

    /** What the numbers are for. Each purpose has a stream of its own, so that no draw disturbs another. */
    public enum Purpose {
        INITIAL_PARAMETERS(1),
        TRAINING_POINTS(2),
        TEST_POINTS(3),
        BATCHES(4),
        SCALES(5),
        TARGET(6),
        TARGET_NOISE(8),
        VALIDATION_SAMPLES(9);

        /** Part of what makes a run reproducible: never change a number, never use one twice. */
        private final long number;

        Purpose(long number) {
            this.number = number;
        }
    }

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final SplittableRandom bits;
    private double spareNormal = Double.NaN;

    private RandomStream(SplittableRandom bits) {
        this.bits = bits;
    }

    /** The stream for a purpose under a run's seed. */
    public static RandomStream of(long seed, Purpose purpose) {
        return of(seed, purpose, 0);
    }

    /** The {@code index}-th stream for a purpose under a run's seed; for example one per epoch. */
    public static RandomStream of(long seed, Purpose purpose, long index) {
        long mixed = new SplittableRandom(seed).nextLong() + GOLDEN_GAMMA * purpose.number;
        return new RandomStream(new SplittableRandom(new SplittableRandom(mixed).nextLong() ^ index * GOLDEN_GAMMA));
    }

    /** A number uniform in [{@code low}, {@code high}). */
    public double uniform(double low, double high) {
        return low + (high - low) * unit();
    }

    /** A number uniform in {0, ..., {@code bound} - 1}; {@code bound} is at least 1. */
    public int below(int bound) {
        // Lemire's multiplication; the bias is below bound / 2^53 and the same everywhere.
        return (int) (unit() * bound);
    }

    /** A number from the normal distribution with mean 0 and variance 1 (Box and Muller, 1958). */
    public double normal() {
        if (!Double.isNaN(spareNormal)) {
            double spare = spareNormal;
            spareNormal = Double.NaN;
            return spare;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        double angle = 2 * StrictMath.PI * unit();
        spareNormal = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    private double unit() {
        return (bits.nextLong() >>> 11) * 0x1.0p-53;
    }
}
