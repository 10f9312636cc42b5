package io.mscale.api.task;

import java.util.Collections;
import java.util.List;

/**
 * A frequency, or a band of them, that a target is known to hold on part of its domain. A {@link FrequencyMeter} says how
 * well it was learned, from all probes of the part together: give all frequencies that a part holds, since one that no
 * probe names counts as noise.
 *
 * @param k the angular frequency it goes by: the length of its wave vectors, or the middle of the band; 0 for the constant,
 *     which is measured on each part without being named
 * @param vectors the wave vectors: the target holds sin(k.x) or cos(k.x); k and -k are the same
 * @param part the samples that count
 */
public record FrequencyProbe(double k, List<List<Double>> vectors, Domain part) {

    public FrequencyProbe {
        vectors = vectors.stream().map(List::copyOf).toList();
        if (!Double.isFinite(k) || vectors.stream().flatMap(List::stream).anyMatch(each -> !Double.isFinite(each))) {
            throw new IllegalArgumentException("frequency " + k + " with wave vectors " + vectors + " is not finite");
        }
        Domain box = part;
        if (vectors.isEmpty() || vectors.stream().anyMatch(vector -> vector.size() != box.dimension())) {
            throw new IllegalArgumentException(
                    "wave vectors " + vectors + " do not fit a domain of " + part.dimension() + " dimensions");
        }
    }

    /** A frequency of a one-dimensional target on an interval. */
    public FrequencyProbe(double k, double lower, double upper) {
        this(k, List.of(List.of(k)), Domain.interval(lower, upper));
    }

    /** The constant of a target on part of its domain, k = 0. */
    public static FrequencyProbe constant(Domain part) {
        return new FrequencyProbe(0, List.of(Collections.nCopies(part.dimension(), 0.0)), part);
    }

    /** Whether this is the constant: its wave vectors are zero. */
    public boolean isConstant() {
        return vectors.stream().allMatch(WaveFit::isZero);
    }

    /**
     * The relative error at this frequency of a {@code prediction}, of one output, of the {@code truth} at points {@code x},
     * row-major [samples x dimensions], if this frequency and a constant are all that the target holds on the part; see
     * {@link FrequencyMeter}, which measures several.
     */
    public double relativeError(double[] x, double[] truth, double[] prediction) {
        FrequencyMeter meter = new FrequencyMeter(List.of(this), x, truth, 1);
        return meter.relativeErrors(prediction)[meter.probes().indexOf(this)];
    }
}
