package io.mscale.tasks;

/** Paints the picture {@code scene}: clouds, two hazy ridges, a meadow, a striped ball and its shadow. */
final class SceneryPainter {

    private static final double[] SUN = unit(-0.55, 0.6, 0.58);
    private static final double BALL_X = 0.32;
    private static final double BALL_Y = -0.38;
    private static final double BALL_RADIUS = 0.36;

    /** The increment of SplitMix64: 2^64 divided by the golden ratio, made odd. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SceneryPainter() {}

    /** Computes the colour at a point of [-1, 1]^2. */
    static void colour(double x, double y, float[] rgb) {
        if (isBall(x, y)) {
            ball(x, y, rgb);
        } else if (y < ridge(3, x, -0.12, 0.1)) {
            meadow(x, y, rgb);
        } else if (y < ridge(2, x, 0.12, 0.34)) {
            mountain(2, x, y, 0.25, rgb);
        } else if (y < ridge(1, x, 0.3, 0.3)) {
            mountain(1, x, y, 0.6, rgb);
        } else {
            sky(x, y, rgb);
        }
    }

    private static double ridge(int field, double x, double height, double roughness) {
        return height + roughness * noise(10 + field, 1.7 * x + 3.3 * field, 0.5, 6);
    }

    private static void sky(double x, double y, float[] rgb) {
        double cloud = noise(1, 1.6 * x + 5, 3.2 * y, 6);
        double cover = smoothStep(-0.05, 0.45, cloud);
        double height = clamp((1 + y) / 2);
        mix(rgb, 0.78 - 0.45 * height, 0.87 - 0.3 * height, 0.96 - 0.12 * height, 0.97, 0.96, 0.95, cover);
    }

    private static void mountain(int field, double x, double y, double haze, float[] rgb) {
        double step = 0.02;
        double slope = noise(20 + field, 3 * x, 3 * y, 6) - noise(20 + field, 3 * (x + step), 3 * y, 6);
        double light = clamp(0.42 + 2.2 * slope + 0.12 * noise(30 + field, 14 * x, 14 * y, 4));
        double snow = smoothStep(0.32, 0.5, y + 0.1 * noise(40, 6 * x, 6 * y, 4));
        double white = 0.6 + 0.4 * light;
        mix(rgb, 0.5 * light, 0.48 * light, 0.46 * light, white, white, 0.65 + 0.35 * light, snow);
        mix(rgb, rgb[0], rgb[1], rgb[2], 0.66, 0.76, 0.88, haze);
    }

    private static void meadow(double x, double y, float[] rgb) {
        // Blades of grass get finer towards the horizon.
        double distance = 1 / (0.35 - y);
        double grain = noise(5, 5 * x * distance, 9 * distance, 5);
        double dry = clamp(0.5 + 0.8 * noise(6, 2 * x * distance, 2 * distance, 3));
        double light = 0.62 + 0.5 * grain;
        mix(rgb, 0.3 * light, 0.52 * light, 0.2 * light, 0.62 * light, 0.6 * light, 0.28 * light, dry);
        mix(rgb, rgb[0], rgb[1], rgb[2], 0.3 * rgb[0], 0.32 * rgb[1], 0.4 * rgb[2], shadow(x, y));
    }

    /** The ball's shadow: an ellipse with a soft border, cast away from the sun. */
    private static double shadow(double x, double y) {
        double u = (x - BALL_X - 0.3) / (1.35 * BALL_RADIUS);
        double v = (y - BALL_Y + 0.95 * BALL_RADIUS) / (0.33 * BALL_RADIUS);
        return 1 - smoothStep(0.55, 1.15, StrictMath.sqrt(u * u + v * v));
    }

    private static boolean isBall(double x, double y) {
        double u = x - BALL_X;
        double v = y - BALL_Y;
        return u * u + v * v < BALL_RADIUS * BALL_RADIUS;
    }

    private static void ball(double x, double y, float[] rgb) {
        double u = (x - BALL_X) / BALL_RADIUS;
        double v = (y - BALL_Y) / BALL_RADIUS;
        double w = StrictMath.sqrt(Math.max(0, 1 - u * u - v * v));
        double facing = u * SUN[0] + v * SUN[1] + w * SUN[2];
        double light = 0.22 + 0.78 * Math.max(0, facing);
        // Sunlight reflected towards the viewer, who looks along w.
        double mirrored = Math.max(0, 2 * facing * w - SUN[2]);
        double shine = facing > 0 ? 0.75 * StrictMath.pow(mirrored, 40) : 0;
        double turned = 0.8 * u + 0.6 * v;
        boolean isStripe = StrictMath.sin(9 * StrictMath.asin(Math.max(-1, Math.min(1, turned)))) > 0;
        double red = isStripe ? 0.86 : 0.95;
        double green = isStripe ? 0.2 : 0.93;
        double blue = isStripe ? 0.16 : 0.86;
        rgb[0] = (float) clamp(red * light + shine);
        rgb[1] = (float) clamp(green * light + shine);
        rgb[2] = (float) clamp(blue * light + shine);
    }

    private static double smoothStep(double from, double to, double value) {
        double t = clamp((value - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static void mix(
            float[] rgb, double r0, double g0, double b0, double r1, double g1, double b1, double share) {
        rgb[0] = (float) (r0 + share * (r1 - r0));
        rgb[1] = (float) (g0 + share * (g1 - g0));
        rgb[2] = (float) (b0 + share * (b1 - b0));
    }

    private static double[] unit(double x, double y, double z) {
        double length = StrictMath.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    /**
     * A smooth random field with a 1/f spectrum, like that of photographs: lattice value noise summed over octaves, each
     * with half the lattice spacing and half the amplitude of the previous one.
     *
     * @param field selects one of the independent fields
     * @param octaves the number of octaves; the first has a lattice spacing of 1
     * @return a value from -1 to 1
     */
    private static double noise(int field, double x, double y, int octaves) {
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
