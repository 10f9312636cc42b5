package io.mscale.worker.disturbance;

/**
 * Multiply-adds that stay in registers, so that only clock rate and share of a processor limit them: neither memory nor
 * caches do. Plain Java, because every JVM of every worker compiles it to the same few instructions; nobody else calls it, so
 * its profile is its own.
 */
final class MultiplyAdds {

    /** Operations of a round: a multiplication and an addition on each of twelve numbers. */
    static final int PER_ROUND = 24;

    private MultiplyAdds() {}

    /** Returns a number that depends on every round, so that the compiler cannot skip any. It converges, to stay normal. */
    static double run(int rounds, double factor) {
        double a = 1;
        double b = 2;
        double c = 3;
        double d = 4;
        double e = 5;
        double f = 6;
        double g = 7;
        double h = 8;
        double i = 9;
        double j = 10;
        double k = 11;
        double l = 12;
        for (int round = 0; round < rounds; round++) {
            a = a * factor + 0.25;
            b = b * factor + 0.25;
            c = c * factor + 0.25;
            d = d * factor + 0.25;
            e = e * factor + 0.25;
            f = f * factor + 0.25;
            g = g * factor + 0.25;
            h = h * factor + 0.25;
            i = i * factor + 0.25;
            j = j * factor + 0.25;
            k = k * factor + 0.25;
            l = l * factor + 0.25;
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
