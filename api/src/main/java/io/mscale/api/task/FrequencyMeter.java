package io.mscale.api.task;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures again and again how well a frequency was learned, on the same points: c_k is a sum with weights
 * exp(-i k.x_j) that are computed once, so that a reading costs two multiply-adds per point, output and wave vector.
 */
public final class FrequencyMeter {

    private final FrequencyProbe probe;
    private final int outputs;
    private final int[] inside;
    private final double[][] cos;
    private final double[][] sin;
    private final double[] truth;
    private final double magnitude;

    /**
     * A meter on points {@code x}, row-major [samples x dimensions], where the target is {@code truth}, row-major [samples x
     * outputs].
     *
     * @throws IllegalArgumentException if the points have other dimensions than the probe, or the targets do not fit them
     */
    public FrequencyMeter(FrequencyProbe probe, double[] x, double[] truth, int outputs) {
        this.probe = probe;
        this.outputs = outputs;
        Domain part = probe.part();
        int inputs = part.dimension();
        if ((long) x.length * outputs != (long) truth.length * inputs) {
            throw new IllegalArgumentException("frequency " + probe.k() + " of " + inputs + " dimensions: " + x.length
                    + " coordinates and " + truth.length + " targets of " + outputs + " outputs do not fit");
        }
        inside = IntStream.range(0, x.length / inputs)
                .filter(j -> part.contains(Arrays.copyOfRange(x, j * inputs, (j + 1) * inputs)))
                .toArray();
        this.truth = within(truth);
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
     * The relative error of a network whose outputs are {@code prediction} at all the meter's points; NaN if none of them lies in
     * the part or the target lacks the frequency there.
     */
    public double relativeError(double[] prediction) {
        double[] error = within(prediction);
        Arrays.setAll(error, i -> error[i] - truth[i]);
        return magnitude(error) / magnitude;
    }

    /** The outputs at the points in the part, output by output. */
    private double[] within(double[] y) {
        return IntStream.range(0, outputs * inside.length)
                .mapToDouble(i -> y[inside[i % inside.length] * outputs + i / inside.length])
                .toArray();
    }

    /** n times the root of sum |c_k|^2. */
    private double magnitude(double[] y) {
        double squares = 0;
        for (int first = 0; first < y.length; first += inside.length) {
            for (int v = 0; v < cos.length; v++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < inside.length; i++) {
                    re += y[first + i] * cos[v][i];
                    im -= y[first + i] * sin[v][i];
                }
                squares += re * re + im * im;
            }
        }
        return Math.sqrt(squares);
    }

    private static double dot(List<Double> vector, double[] x, int first) {
        double sum = 0;
        for (int i = 0; i < vector.size(); i++) {
            sum += vector.get(i) * x[first + i];
        }
        return sum;
    }
}
