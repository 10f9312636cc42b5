package io.mscale.reference.spectrum;

import io.mscale.api.task.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The peaks of the spectrum of data with one input. */
final class Peaks {

    private Peaks() {}

    /**
     * Their frequencies, the highest peak first. The window of Hann keeps the flanks of a strong line, or of a trend,
     * from hiding others or looking like them; a peak's place between the frequencies of the sums is that of a
     * parabola through the logarithms of its three highest, but for the first, as the mean is removed.
     */
    static List<Double> of(Dataset data) {
        double[] x = data.x();
        double low = Arrays.stream(x).min().orElseThrow();
        double extent = Arrays.stream(x).max().orElseThrow() - low;
        double coordinates = Arrays.stream(x).distinct().count();
        int most = (int) Math.min(coordinates / 4, Spectrum.MOST_TERMS / x.length);
        if (most < 2) {
            return List.of();
        }
        double step = 2 * Math.PI / extent;
        double[] phases = Arrays.stream(x).map(each -> (each - low) * step).toArray();
        double[] windowed = windowed(data, phases);
        FourierSums fourier = new FourierSums(1, most);
        double[] power = new double[fourier.size()];
        double variance = 0;
        for (int output = 0; output < data.outputs(); output++) {
            variance += fourier.addPower(phases, windowed, output, data.outputs(), power);
        }
        double threshold = variance / x.length * (Math.log(most) + Spectrum.MARGIN);
        return Stream.iterate(1, m -> m < most, m -> m + 1)
                .filter(m -> {
                    double peak = power[most + m];
                    return peak > threshold && peak >= power[most + m - 1] && peak > power[most + m + 1];
                })
                .sorted(Comparator.comparingDouble((Integer m) -> power[most + m])
                        .reversed())
                .map(m -> step * (m == 1 ? 1 : m + offset(power[most + m - 1], power[most + m], power[most + m + 1])))
                .toList();
    }

    /** Outputs less their mean, times the window, row-major [samples x outputs]. */
    private static double[] windowed(Dataset data, double[] phases) {
        double[] window =
                Arrays.stream(phases).map(phase -> 1 - Math.cos(phase)).toArray();
        double weights = Arrays.stream(window).sum();
        int outputs = data.outputs();
        double[] y = data.y();
        for (int output = 0; output < outputs; output++) {
            double sum = 0;
            for (int i = 0; i < window.length; i++) {
                sum += window[i] * y[i * outputs + output];
            }
            for (int i = 0; i < window.length; i++) {
                y[i * outputs + output] = window[i] * (y[i * outputs + output] - sum / weights);
            }
        }
        return y;
    }

    private static double offset(double before, double peak, double after) {
        double a = Math.log(before);
        double b = Math.log(peak);
        double c = Math.log(after);
        double offset = (a - c) / (2 * (a - 2 * b + c));
        return Double.isFinite(offset) ? Math.max(-0.5, Math.min(0.5, offset)) : 0;
    }
}
