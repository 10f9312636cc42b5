package io.mscale.harness.spectrum;

import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scales for data whose frequencies nobody told. With weights uniform in +-1/sqrt(d) the neurons of scale a have
 * frequencies up to a / sqrt(d) in each input, so that the least scale that reaches a frequency k is sqrt(d) max_j |k_j|;
 * far above it, few of the scale's neurons come near, and what they add between the samples is error. The rule: each
 * frequency that stands out of the data's spectrum asks for that scale with its amplitude as weight, and the scales are
 * the weighted quantiles (i - 1/2) / A of what is asked, i = 1..A. Amplitudes rather than energies, so that what is weak
 * gets its share.
 */
public final class AutomaticScales {

    private AutomaticScales() {}

    /**
     * Chooses scales.
     *
     * @param data the training set
     * @param count how many, A
     * @return A scales in ascending order, three digits each; the scale 1 alone if no frequency stands out
     */
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
            scales.add(threeDigits(factor * lines.get(line).largestComponent()));
        }
        return new Scales.Explicit(scales);
    }

    private static double threeDigits(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
