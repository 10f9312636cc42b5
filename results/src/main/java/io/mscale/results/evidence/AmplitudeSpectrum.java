package io.mscale.results.evidence;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The amplitudes of a function's waves on an interval of length L, at the angular frequencies 2 pi m / L: a wave A cos(kx + p)
 * of such a frequency k below the last has the amplitude A there and 0 at all others.
 *
 * @param amplitudes by m = 0, 1, ...
 */
public record AmplitudeSpectrum(double length, List<Double> amplitudes) {

    public AmplitudeSpectrum {
        amplitudes = List.copyOf(amplitudes);
    }

    /**
     * The spectrum of a function from its values.
     *
     * @param values at x0, x0 + L/n, ..., x0 + (n-1) L/n, at least two
     * @param length L, above 0
     */
    public static AmplitudeSpectrum of(List<Double> values, double length) {
        int n = values.size();
        return new AmplitudeSpectrum(
                length,
                IntStream.range(0, (n + 1) / 2)
                        .mapToObj(m -> amplitude(values, m))
                        .toList());
    }

    /** The modulus of the discrete Fourier transform, so scaled that a wave has its own amplitude, and a constant too. */
    private static double amplitude(List<Double> values, int m) {
        int n = values.size();
        double cosines = 0;
        double sines = 0;
        for (int j = 0; j < n; j++) {
            double angle = 2 * Math.PI * ((long) m * j % n) / n;
            cosines += values.get(j) * StrictMath.cos(angle);
            sines += values.get(j) * StrictMath.sin(angle);
        }
        return (m == 0 ? 1 : 2) * Math.hypot(cosines, sines) / n;
    }

    /** The angular frequency of an amplitude. */
    public double k(int m) {
        return 2 * Math.PI * m / length;
    }

    /** The place of the largest amplitude above frequency 0, the first if there are several. */
    public int strongest() {
        int best = Math.min(1, amplitudes.size() - 1);
        for (int m = best + 1; m < amplitudes.size(); m++) {
            best = amplitudes.get(m) > amplitudes.get(best) ? m : best;
        }
        return best;
    }
}
