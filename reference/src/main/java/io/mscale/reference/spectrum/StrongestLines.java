package io.mscale.reference.spectrum;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The frequencies by which learning is followed where nobody has named any: the strongest ones of the training data. With
 * one input these are the highest peaks of the spectrum; with several, the spectrum's lines are split into bands of |k|,
 * each with its strongest wave vectors.
 */
public final class StrongestLines {

    /** As many as a heat map shows well. */
    private static final int MOST_PEAKS = 8;

    private static final int MOST_BANDS = 6;
    private static final int VECTORS_PER_BAND = 8;
    private static final double NARROWEST_BAND = 1.25;

    /** Amplitude, relative to the largest, of lines that bands are made of; fainter ones are mostly sidelobes. */
    private static final double FAINTEST = 0.05;

    /** Test points for each wave vector, whose two coefficients are fitted to them. */
    private static final int POINTS_PER_VECTOR = 8;

    private static final MathContext DIGITS = new MathContext(4);

    private StrongestLines() {}

    /**
     * Probes on the whole domain, in ascending order; none if nothing stands out from noise.
     *
     * @param testSize the number of points that they will be measured at
     */
    public static List<FrequencyProbe> probes(Dataset training, Domain domain, int testSize) {
        int vectors = Math.max(1, testSize / POINTS_PER_VECTOR);
        return training.inputs() == 1 ? peaks(training, domain, vectors) : bands(training, domain, vectors);
    }

    private static List<FrequencyProbe> peaks(Dataset data, Domain domain, int vectors) {
        return Peaks.of(data).stream()
                .limit(Math.min(MOST_PEAKS, vectors))
                .map(StrongestLines::round)
                .distinct()
                .sorted()
                .map(k -> new FrequencyProbe(k, List.of(List.of(k)), domain))
                .toList();
    }

    private static List<FrequencyProbe> bands(Dataset data, Domain domain, int vectors) {
        List<Spectrum.Line> all = Spectrum.of(data).lines();
        double largest =
                all.stream().mapToDouble(Spectrum.Line::amplitude).max().orElse(0);
        List<Spectrum.Line> lines = all.stream()
                .filter(line -> length(line) > 0 && line.amplitude() >= FAINTEST * largest)
                .sorted(Comparator.comparingDouble(Spectrum.Line::amplitude).reversed())
                .toList();
        double lowest = lines.stream().mapToDouble(StrongestLines::length).min().orElse(1);
        double highest =
                lines.stream().mapToDouble(StrongestLines::length).max().orElse(1);
        double octaves = Math.log(highest / lowest);
        int count = (int) Math.max(1, Math.min(MOST_BANDS, octaves / Math.log(NARROWEST_BAND)));
        List<FrequencyProbe> probes = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            int number = band;
            List<Spectrum.Line> strongest = lines.stream()
                    .filter(line ->
                            Math.min(count - 1, (int) (Math.log(length(line) / lowest) / octaves * count)) == number)
                    .limit(Math.max(1, Math.min(VECTORS_PER_BAND, vectors / count)))
                    .toList();
            if (!strongest.isEmpty()) {
                // Weighted by power, the sidelobes of a strong line hardly count.
                double power =
                        strongest.stream().mapToDouble(StrongestLines::power).sum();
                double middle = strongest.stream()
                                .mapToDouble(line -> power(line) * length(line))
                                .sum()
                        / power;
                List<List<Double>> ofBand =
                        strongest.stream().map(Spectrum.Line::vector).distinct().toList();
                probes.add(new FrequencyProbe(round(middle), ofBand, domain));
            }
        }
        return probes;
    }

    private static double power(Spectrum.Line line) {
        return line.amplitude() * line.amplitude();
    }

    private static double length(Spectrum.Line line) {
        return Math.sqrt(line.vector().stream().mapToDouble(k -> k * k).sum());
    }

    private static double round(double k) {
        return new BigDecimal(k).round(DIGITS).doubleValue();
    }
}
