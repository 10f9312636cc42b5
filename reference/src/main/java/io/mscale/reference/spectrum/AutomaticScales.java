package io.mscale.reference.spectrum;

import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses scales for data with unknown frequencies. Neurons of scale a reach frequencies up to a r in each input, where
 * r is the initialisation's {@link Initialization#firstReach}, 1/sqrt(d) for weights uniform in
 * +-1/sqrt(d); so the smallest scale that covers a frequency k is max_j |k_j| / r.
 * At a much larger scale few neurons come near k, and what they add between samples is error. Each line of the data's
 * spectrum therefore requests its smallest scale, weighted by its amplitude, and the chosen scales are the weighted
 * quantiles (i - 1/2) / A of these requests, i = 1..A. Amplitudes are used rather than energies so that weak lines are
 * not neglected.
 *
 * @param scales the scales in ascending order, rounded to three digits; the scale 1 if the spectrum has no lines
 * @param limit the largest frequency that was looked for in each input
 */
public record AutomaticScales(Scales scales, double limit) {

    /**
     * The frequency that neurons of scale 1 reach in each input.
     *
     * @param width first-layer neurons, of all subnetworks together
     * @param subnets how many subnetworks share them evenly; 1 if all are of one layer
     */
    public static double reach(Initialization initialization, int inputs, int width, int subnets) {
        return initialization.firstReach(inputs, width / subnets);
    }

    /**
     * Chooses {@code count} scales.
     *
     * @param reach the frequency that neurons of scale 1 reach in each input
     */
    public static AutomaticScales of(Dataset data, int count, double reach) {
        Spectrum spectrum = Spectrum.of(data);
        if (spectrum.lines().isEmpty()) {
            return new AutomaticScales(Scales.one(), spectrum.limit());
        }
        List<Spectrum.Line> lines = new ArrayList<>(spectrum.lines());
        lines.sort(Comparator.comparingDouble(Spectrum.Line::largestComponent));
        double total = lines.stream().mapToDouble(Spectrum.Line::amplitude).sum();
        List<Double> scales = new ArrayList<>();
        double passed = 0;
        int line = 0;
        for (int i = 0; i < count; i++) {
            double wanted = (i + 0.5) / count * total;
            while (line < lines.size() - 1 && passed + lines.get(line).amplitude() < wanted) {
                passed += lines.get(line).amplitude();
                line++;
            }
            BigDecimal scale = new BigDecimal(lines.get(line).largestComponent() / reach);
            scales.add(scale.round(new MathContext(3)).doubleValue());
        }
        return new AutomaticScales(new Scales.Explicit(scales), spectrum.limit());
    }
}
