package io.mscale.api.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures again and again how well each frequency of a target was learned, on the same points.
 *
 * <p>The probes of one part of the domain are fitted together: target and prediction are each fitted, by least squares
 * over the points in the part, by a constant and sin(k.x), cos(k.x) of all wave vectors k that hold there. The relative
 * error of a probe is
 *
 * <pre>
 * |w(h) - w(f)| / |w(f)|      w(x) = sum_k A_k exp(ik.x)
 * </pre>
 *
 * where the probe's own waves in the fit are the real part of A_k exp(ik.x), and |w| is the root mean square over the
 * points, and all outputs, of w less its mean. For one wave vector it is the relative error of the complex amplitude. The
 * functions are compared and not the amplitudes because those of close waves can be large and cancel. Fitted alone,
 * frequencies would be taken for each other: on half a period sin x and cos x are not orthogonal to a constant, and a
 * constant network would seem to have learned part of sin x. So, whatever the points:
 *
 * <ul>
 *   <li>a constant has error 1 at every k above 0, and the target plus a constant has error 0;
 *   <li>the target without the waves of one probe has error 1 there and 0 elsewhere, as far as the points tell the
 *       waves apart. Waves that they do not tell apart share what is there.
 * </ul>
 *
 * The constant of each part is a probe of its own, with k = 0.
 *
 * <p>An error is NaN if the target does not hold the frequency there, in other words if |w(f)| is below a thousandth of
 * the target's standard deviation in the part, or below twice its standard error, given what the fit leaves unexplained;
 * and if the part has too few points for so many waves.
 */
public final class FrequencyMeter {

    private static final double LEAST_SHARE = 1e-3;
    private static final double STANDARD_ERRORS = 2;
    /** As a share of the target's root mean square. */
    private static final double ROUNDING = 1e-9;

    /** A probe on the points. */
    private static final class Gauge {

        private final FrequencyProbe probe;
        private final WaveFit fit;
        private final List<Integer> columns;
        private final double[][] function;
        /** |w(f)|; NaN if it cannot be measured. */
        private final double magnitude;

        /** {@code function} is {@link WaveFit#functionOf} of the probe's columns. */
        Gauge(FrequencyProbe probe, WaveFit fit, List<Integer> columns, double[][] function, double magnitude) {
            this.probe = probe;
            this.fit = fit;
            this.columns = columns;
            this.function = function;
            this.magnitude = magnitude;
        }
    }

    private final List<Gauge> gauges = new ArrayList<>();
    private final double[] truth;
    private final int outputs;

    /**
     * A meter on points {@code x}, row-major [samples x dimensions], where the target is {@code truth}, row-major [samples x
     * outputs].
     *
     * @param probes what is measured, of the same number of dimensions; none is allowed
     * @throws IllegalArgumentException if the points have other dimensions than a probe, or the targets do not fit them
     */
    public FrequencyMeter(List<FrequencyProbe> probes, double[] x, double[] truth, int outputs) {
        this.truth = truth.clone();
        this.outputs = outputs;
        Map<Domain, List<FrequencyProbe>> parts = new LinkedHashMap<>();
        for (FrequencyProbe probe : probes) {
            int inputs = probe.part().dimension();
            if ((long) x.length * outputs != (long) truth.length * inputs || x.length % inputs != 0) {
                throw new IllegalArgumentException("frequency " + probe.k() + " of " + inputs + " dimensions: "
                        + x.length + " coordinates and " + truth.length + " targets of " + outputs
                        + " outputs do not fit");
            }
            parts.computeIfAbsent(probe.part(), part -> new ArrayList<>()).add(probe);
        }
        parts.forEach((part, own) -> {
            List<List<Double>> vectors = probes.stream()
                    .filter(probe -> probe.part().nearlyContains(part))
                    .flatMap(probe -> probe.vectors().stream())
                    .map(WaveFit::canonical)
                    .filter(vector -> !WaveFit.isZero(vector))
                    .distinct()
                    .toList();
            WaveFit fit = new WaveFit(part, vectors, x);
            if (own.stream().noneMatch(FrequencyProbe::isConstant)) {
                gauges.add(gauge(FrequencyProbe.constant(part), fit));
            }
            own.forEach(probe -> gauges.add(gauge(probe, fit)));
        });
    }

    private Gauge gauge(FrequencyProbe probe, WaveFit fit) {
        List<Integer> columns = probe.vectors().stream()
                .map(WaveFit::canonical)
                .flatMap(fit::columnsOf)
                .distinct()
                .toList();
        if (!fit.isDetermined()) {
            return new Gauge(probe, fit, columns, new double[0][], Double.NaN);
        }
        double[][] function = fit.functionOf(columns);
        // The root mean square that white noise of variance 1 would have.
        double noise = Math.sqrt(Arrays.stream(function)
                .mapToDouble(row -> PseudoInverse.dot(row, row))
                .sum());
        double squares = 0;
        double variance = 0;
        double residualVariance = 0;
        double meanSquare = 0;
        for (int output = 0; output < outputs; output++) {
            double[] values = fit.inside(truth, output, outputs);
            squares += square(function, values);
            double mean = WaveFit.mean(values);
            double outputMeanSquare = PseudoInverse.dot(values, values) / values.length;
            meanSquare += outputMeanSquare;
            variance += Math.max(0, outputMeanSquare - mean * mean);
            residualVariance += fit.residualVariance(values);
        }
        double magnitude = Math.sqrt(squares);
        boolean isThere = magnitude > STANDARD_ERRORS * Math.sqrt(residualVariance) * noise
                && magnitude > LEAST_SHARE * Math.sqrt(variance)
                && magnitude > ROUNDING * Math.sqrt(meanSquare);
        return new Gauge(probe, fit, columns, function, isThere ? magnitude : Double.NaN);
    }

    /** What is measured: the probes, part by part, and before those of each part its constant. */
    public List<FrequencyProbe> probes() {
        return gauges.stream().map(gauge -> gauge.probe).toList();
    }

    /**
     * The relative errors, in the order of {@link #probes}, of a network whose outputs are {@code prediction} at all the
     * meter's points; NaN where there is none.
     */
    public double[] relativeErrors(double[] prediction) {
        double[] difference = new double[truth.length];
        Arrays.setAll(difference, i -> prediction[i] - truth[i]);
        Map<WaveFit, double[][]> inside = new LinkedHashMap<>();
        return gauges.stream()
                .mapToDouble(gauge -> {
                    double[][] ofOutputs = inside.computeIfAbsent(gauge.fit, fit -> IntStream.range(0, outputs)
                            .mapToObj(output -> fit.inside(difference, output, outputs))
                            .toArray(double[][]::new));
                    double squares = Arrays.stream(ofOutputs)
                            .mapToDouble(values -> square(gauge.function, values))
                            .sum();
                    return Math.sqrt(squares) / gauge.magnitude;
                })
                .toArray();
    }

    /**
     * What the target holds of a probe: w(f), less its mean, at all the meter's points, row-major [samples x outputs];
     * zero outside of the probe's part; of a constant, the constant. Empty where the relative error is NaN.
     *
     * @param index the probe's place in {@link #probes}
     */
    public Optional<double[]> wave(int index) {
        Gauge gauge = gauges.get(index);
        if (Double.isNaN(gauge.magnitude)) {
            return Optional.empty();
        }
        double[] wave = new double[truth.length];
        for (int output = 0; output < outputs; output++) {
            gauge.fit.addWaves(gauge.columns, truth, output, outputs, wave);
        }
        return Optional.of(wave);
    }

    private static double square(double[][] function, double[] values) {
        double sum = 0;
        for (double[] row : function) {
            double product = PseudoInverse.dot(row, values);
            sum += product * product;
        }
        return sum;
    }
}
