package io.mscale.api.task;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures again and again how well a frequency was learned, on the same points: c_k is a sum with weights
 * exp(-i k.x_j) that are computed once, so that a reading costs two multiply-adds per point and wave vector. Targets have
 * one output.
 */
public final class FrequencyMeter {

    private final FrequencyProbe probe;
    private final int[] inside;
    private final double[][] cos;
    private final double[][] sin;
    private final double[] truth;
    private final double magnitude;

    /** A meter on points {@code x}, row-major [samples x dimensions], where the target is {@code truth}. */
    public FrequencyMeter(FrequencyProbe probe, double[] x, double[] truth) {
        this.probe = probe;
        Domain part = probe.part();
        int inputs = part.dimension();
        inside = IntStream.range(0, x.length / inputs)
                .filter(j -> contains(part, x, j * inputs))
                .toArray();
        this.truth = IntStream.of(inside).mapToDouble(j -> truth[j]).toArray();
        int vectors = probe.vectors().size();
        cos = new double[vectors][inside.length];
        sin = new double[vectors][inside.length];
        for (int v = 0; v < vectors; v++) {
            for (int i = 0; i < inside.length; i++) {
                double phase = dot(probe.vectors().get(v), x, inside[i] * inputs);
                cos[v][i] = Math.cos(phase);
                sin[v][i] = Math.sin(phase);
            }
        }
        magnitude = magnitude(this.truth);
    }

    /** What is measured. */
    public FrequencyProbe probe() {
        return probe;
    }

    /**
     * The relative error of a network whose output is {@code prediction} at all the meter's points; NaN if none of them lies in
     * the part or the target lacks the frequency there.
     */
    public double relativeError(double[] prediction) {
        double[] error = new double[inside.length];
        Arrays.setAll(error, i -> prediction[inside[i]] - truth[i]);
        return magnitude(error) / magnitude;
    }

    /** n times the root of sum |c_k|^2. */
    private double magnitude(double[] y) {
        double squares = 0;
        for (int v = 0; v < cos.length; v++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < y.length; i++) {
                re += y[i] * cos[v][i];
                im -= y[i] * sin[v][i];
            }
            squares += re * re + im * im;
        }
        return Math.sqrt(squares);
    }

    private static boolean contains(Domain part, double[] x, int first) {
        return IntStream.range(0, part.dimension())
                .allMatch(i -> x[first + i] >= part.lower().get(i)
                        && x[first + i] <= part.upper().get(i));
    }

    private static double dot(List<Double> vector, double[] x, int first) {
        double sum = 0;
        for (int i = 0; i < vector.size(); i++) {
            sum += vector.get(i) * x[first + i];
        }
        return sum;
    }
}
