package io.mscale.harness.spectrum;

import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import io.mscale.reference.spectrum.Spectrum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses scales for data with unknown frequencies. With weights uniform in +-1/sqrt(d), neurons of scale a reach
 * frequencies up to a / sqrt(d) in each input, so the smallest scale that covers a frequency k is sqrt(d) max_j |k_j|.
 * At a much larger scale few neurons come near k, and what they add between samples is error. Each line of the data's
 * spectrum therefore requests its smallest scale, weighted by its amplitude, and the chosen scales are the weighted
 * quantiles (i - 1/2) / A of these requests, i = 1..A. Amplitudes are used rather than energies so that weak lines are
 * not neglected.
 */
public final class AutomaticScales {

    private AutomaticScales() {}

    /** {@code count} scales in ascending order, rounded to three digits; the scale 1 if the spectrum has no lines. */
    public static Scales of(Dataset data, int count) {
        Spectrum spectrum = Spectrum.of(data);
        if (spectrum.lines().isEmpty()) {
            return Scales.one();
        }
        List<Spectrum.Line> lines = new ArrayList<>(spectrum.lines());
        lines.sort(Comparator.comparingDouble(Spectrum.Line::largestComponent));
        double total = lines.stream().mapToDouble(Spectrum.Line::amplitude).sum();
        double factor = Math.sqrt(spectrum.dimensions());
        List<Double> scales = new ArrayList<>();
        double passed = 0;
        int line = 0;
        for (int i = 0; i < count; i++) {
            double wanted = (i + 0.5) / count * total;
            while (line < lines.size() - 1 && passed + lines.get(line).amplitude() < wanted) {
                passed += lines.get(line).amplitude();
                line++;
            }
            BigDecimal scale = new BigDecimal(factor * lines.get(line).largestComponent());
            scales.add(scale.round(new MathContext(3)).doubleValue());
        }
        return new Scales.Explicit(scales);
    }
}
