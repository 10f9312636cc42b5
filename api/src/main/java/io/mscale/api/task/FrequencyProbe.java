package io.mscale.api.task;

import java.util.List;

/**
 * A frequency, or a band of them, that a target is known to hold on part of its domain. How well it was learned is the
 * root of sum |c_k(h) - c_k(f)|^2 / sum |c_k(f)|^2 over its wave vectors k, with c_k = (1/n) sum y_j exp(-i k.x_j) over the
 * samples in the part. Of one frequency that is |c_k(h) - c_k(f)| / |c_k(f)|. If there are several outputs, the sums go
 * over them too.
 *
 * @param k the angular frequency it goes by: the length of its wave vectors, or the middle of the band
 * @param vectors the wave vectors: the target holds sin(k.x) or cos(k.x)
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

    /**
     * The relative error at this frequency of a {@code prediction}, of one output, of the {@code truth} at points {@code x},
     * row-major [samples x dimensions]; see {@link FrequencyMeter#relativeError}.
     */
    public double relativeError(double[] x, double[] truth, double[] prediction) {
        return new FrequencyMeter(this, x, truth, 1).relativeError(prediction);
    }
}
