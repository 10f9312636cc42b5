package io.mscale.tasks;

/**
 * Smooth random fields with a 1/f spectrum, like that of photographs: lattice value noise summed over octaves, each
 * with half the lattice spacing and half the amplitude of the previous one.
 */
final class FractalNoise {

    /** The increment of SplitMix64: 2^64 divided by the golden ratio, made odd. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private FractalNoise() {}

    /**
     * Evaluates the field at a point.
     *
     * @param field selects one of the independent fields
     * @param octaves the number of octaves; the first has a lattice spacing of 1
     * @return a value from -1 to 1
     */
    static double at(int field, double x, double y, int octaves) {
        double sum = 0;
        double strength = 1;
        double all = 0;
        for (int octave = 0; octave < octaves; octave++) {
            sum += strength * smooth(field * 31 + octave, x, y);
            all += strength;
            strength /= 2;
            x *= 2;
            y *= 2;
        }
        return sum / all;
    }

    private static double smooth(int field, double x, double y) {
        double left = Math.floor(x);
        double bottom = Math.floor(y);
        double u = fade(x - left);
        double v = fade(y - bottom);
        long i = (long) left;
        long j = (long) bottom;
        double below = mix(lattice(field, i, j), lattice(field, i + 1, j), u);
        double above = mix(lattice(field, i, j + 1), lattice(field, i + 1, j + 1), u);
        return mix(below, above, v);
    }

    private static double fade(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }

    /** Hashes a lattice point to a number from -1 to 1 (the finaliser of SplitMix64). */
    private static double lattice(int field, long i, long j) {
        long z = (field * 0x632BE59BD9B4E019L + i) * GOLDEN_GAMMA + j * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >> 11) * 0x1.0p-52;
    }
}
