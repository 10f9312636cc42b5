package io.mscale.reference.spectrum;

import io.mscale.api.task.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The significant frequencies of a data set, from Fourier sums over samples at arbitrary points:
 *
 * <pre>
 * c(k) = (1/n) sum_i (y_i - mean) exp(-i k.x_i)      k_j = 2 pi m_j / L_j,  m_j = -M_j .. M_j
 * </pre>
 *
 * where L_j is the extent of the samples in dimension j. Since k and -k are equivalent, only half of the sums are
 * computed. For white noise of y's variance at n random points, |c|^2 is exponentially distributed with mean
 * variance / n, and the largest of B sums is about ln B times that mean. A frequency is significant if its |c|^2
 * exceeds (ln B + 3) times the mean.
 *
 * @param dimensions d
 * @param lines the significant frequencies, in no particular order
 * @param limit the largest frequency that was looked for in each dimension: the smallest 2 pi M_j / L_j
 */
public record Spectrum(int dimensions, List<Line> lines, double limit) {

    /** Added to ln B, the expected maximum of noise. */
    static final double MARGIN = 3;

    /** Limit on sums times samples per output: about a second of work. */
    static final double MOST_TERMS = 4e8;

    /** Limit on 3^d times samples; beyond it, frequencies of each input alone are looked for, in some samples. */
    private static final double MOST_TERMS_TOGETHER = 1e8;

    private static final int SAMPLES_OF_EACH_INPUT = 2000;

    public Spectrum {
        lines = List.copyOf(lines);
    }

    /**
     * A frequency.
     *
     * @param vector its wave vector k
     * @param amplitude the square root of {@code |c(k)|^2}, summed over the outputs, less the mean of the noise
     */
    public record Line(List<Double> vector, double amplitude) {

        public Line {
            vector = List.copyOf(vector);
        }

        /** max_j {@code |k_j|}. */
        public double largestComponent() {
            return vector.stream().mapToDouble(Math::abs).max().orElse(0);
        }
    }

    /** Analyses all samples of a data set; of one with very many inputs some, and each input alone. */
    public static Spectrum of(Dataset data) {
        return data.inputs() > 1 && Math.pow(3, data.inputs()) * data.size() > MOST_TERMS_TOGETHER
                ? ofEachInput(data)
                : ofAllInputs(data, 1);
    }

    private static Spectrum ofEachInput(Dataset data) {
        int inputs = data.inputs();
        int samples = Math.min(SAMPLES_OF_EACH_INPUT, data.size());
        double[] x = data.x();
        double[] y = Arrays.copyOf(data.y(), samples * data.outputs());
        List<Line> lines = new ArrayList<>();
        double limit = 0;
        for (int input = 0; input < inputs; input++) {
            double[] column = new double[samples];
            for (int i = 0; i < samples; i++) {
                column[i] = x[i * inputs + input];
            }
            Spectrum alone = ofAllInputs(new Dataset(1, data.outputs(), column, y), inputs);
            limit = limit == 0 || alone.limit() == 0 ? Math.max(limit, alone.limit()) : Math.min(limit, alone.limit());
            Double[] vector = new Double[inputs];
            Arrays.fill(vector, 0.0);
            for (Line line : alone.lines()) {
                vector[input] = line.vector().get(0);
                lines.add(new Line(List.of(vector), line.amplitude()));
            }
        }
        return new Spectrum(inputs, lines, limit);
    }

    /** One of {@code spectra}, none of which is to have lines in noise. */
    private static Spectrum ofAllInputs(Dataset data, int spectra) {
        int d = data.inputs();
        double[] step = new double[d];
        double[] phases = phases(data, step);
        int most = reach(data, d);
        FourierSums fourier = new FourierSums(d, most);
        int sums = fourier.size() / 2 + 1;
        double[] y = centred(data);
        double[] power = new double[fourier.size()];
        double variance = 0;
        for (int output = 0; output < data.outputs(); output++) {
            variance += fourier.addPower(phases, y, output, data.outputs(), power);
        }
        double noise = variance / data.size();
        double threshold = noise * (Math.log((double) spectra * sums) + MARGIN);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < power.length; i++) {
            if (power[i] > threshold && fourier.isInHalf(i)) {
                lines.add(new Line(fourier.vector(i, step), Math.sqrt(power[i] - noise)));
            }
        }
        double smallest = Arrays.stream(step).filter(each -> each > 0).min().orElse(0);
        return new Spectrum(d, lines, most * smallest);
    }

    /**
     * The largest M: half the Nyquist limit of a regular grid with as many samples, or with as many coordinates in each
     * dimension, or less to limit the work. Samples at random points have as many coordinates as there are samples:
     * they alias nothing.
     */
    private static int reach(Dataset data, int dimensions) {
        double[] x = data.x();
        double coordinates = IntStream.range(0, dimensions)
                .mapToLong(j -> IntStream.range(0, data.size())
                        .mapToDouble(i -> x[i * dimensions + j])
                        .distinct()
                        .count())
                .min()
                .orElse(1);
        double side = Math.max(coordinates, Math.pow(data.size(), 1.0 / dimensions));
        double terms = dimensions == 1 ? MOST_TERMS : MOST_TERMS / 10;
        double byWork = (Math.pow(2 * terms / data.size(), 1.0 / dimensions) - 1) / 2;
        return (int) Math.max(1, Math.min(side / 4, byWork));
    }

    /** The phases 2 pi x_j / L_j of all samples; stores 2 pi / L_j in {@code step}. */
    private static double[] phases(Dataset data, double[] step) {
        double[] x = data.x();
        int d = step.length;
        for (int j = 0; j < d; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = j; i < x.length; i += d) {
                low = Math.min(low, x[i]);
                high = Math.max(high, x[i]);
            }
            // A dimension in which the samples do not vary carries no frequency.
            step[j] = high > low ? 2 * Math.PI / (high - low) : 0;
            for (int i = j; i < x.length; i += d) {
                x[i] *= step[j];
            }
        }
        return x;
    }

    private static double[] centred(Dataset data) {
        double[] y = data.y();
        int outputs = data.outputs();
        for (int o = 0; o < outputs; o++) {
            double sum = 0;
            for (int i = o; i < y.length; i += outputs) {
                sum += y[i];
            }
            for (int i = o; i < y.length; i += outputs) {
                y[i] -= sum / data.size();
            }
        }
        return y;
    }
}
