package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.fail;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.reference.Rounding;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * 24x: each activation on its own, for arguments up to 700 in magnitude, as scales of some hundreds produce. A value
 * is correct if it lies within some units of rounding of the formula, evaluated at an argument that is off by some
 * units of rounding: a backend may fold factors into its weights.
 */
public interface ActivationRules extends Subject {

    /** Values: h = s(1 x + 0), y = 1 h + 0. */
    @ForEach
    default void required_spec241_activationIsAccurate_upTo700(Precision precision, ActivationPattern activation) {
        for (Activation part : activation.parts()) {
            double[] x = arguments(precision);
            TckCase wanted = oneLayer(precision, part, 1);
            try (MscaleModel model = create(wanted)) {
                model.setParameters(new double[] {1, 0, 1, 0});
                assertAccurate(part + " of ", x, model.predict(x), precision, part::value);
            }
        }
    }

    /**
     * Derivatives: one neuron per argument, with the argument as its bias and zero weight, so that dLoss/db_j is 2 r
     * w s'(b_j) with the output weight w and the residual r, which follows from the loss.
     */
    @ForEach
    default void required_spec242_derivativeIsAccurate_upTo700(Precision precision, ActivationPattern activation) {
        for (Activation part : activation.parts()) {
            double[] arguments = arguments(precision);
            int neurons = arguments.length;
            double outputWeight = 0x1p-20;
            double[] parameters = new double[3 * neurons + 1];
            System.arraycopy(arguments, 0, parameters, neurons, neurons);
            Arrays.fill(parameters, 2 * neurons, 3 * neurons, outputWeight);
            TckCase wanted = GradientProbe.STRONG.of(oneLayer(precision, part, neurons));
            try (MscaleModel model = create(wanted)) {
                model.bind(new Dataset(1, 1, new double[] {1}, new double[] {-1}));
                model.setParameters(parameters);
                double residual = model.predict(new double[] {1})[0] + 1;
                double[] gradient = GradientProbe.STRONG.read(model);
                double[] slopes = new double[neurons];
                Arrays.setAll(slopes, j -> gradient[neurons + j] / (2 * residual * outputWeight));
                assertAccurate(part + "' of ", arguments, slopes, precision, part::derivative);
            }
        }
    }

    private TckCase oneLayer(Precision precision, Activation activation, int neurons) {
        return standardCase(precision)
                .withNetwork(
                        new NetworkSpec(Structure.DENSE, 1, List.of(neurons), 1, Scales.one(), activation, activation));
    }

    private static void assertAccurate(
            String what, double[] arguments, double[] actual, Precision precision, DoubleUnaryOperator formula) {
        for (int i = 0; i < arguments.length; i++) {
            double x = arguments[i];
            double expected = formula.applyAsDouble(x);
            double allowed = allowance(x, precision, formula);
            double error = Math.abs(actual[i] - expected);
            if (!(error <= allowed)) { // NaN is wrong, too
                fail(String.format(
                        Locale.ROOT,
                        "%s%s is %s, by the formula %s: an error of %.3g, allowed %.3g",
                        what,
                        x,
                        actual[i],
                        expected,
                        error,
                        allowed));
            }
        }
    }

    /**
     * Arguments from -700 to 700, dense in [-4, 4], which contains the supports of all activations with compact support (the
     * widest is [0, 3]); rounded to the precision.
     */
    private static double[] arguments(Precision precision) {
        DoubleStream far = DoubleStream.iterate(-700, x -> x <= 700, x -> x + 2.837);
        DoubleStream near = DoubleStream.iterate(-4, x -> x <= 4, x -> x + 0.0173);
        return Rounding.round(precision, DoubleStream.concat(far, near).toArray());
    }

    /**
     * The allowed error: the change of the formula over an argument error of four roundings, plus 32 roundings of the
     * value, since activations may be sums of several terms.
     */
    private static double allowance(double x, Precision precision, DoubleUnaryOperator formula) {
        double rounding = precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
        double value = formula.applyAsDouble(x);
        double shift = 4 * rounding * Math.max(1, Math.abs(x));
        double above = Math.abs(formula.applyAsDouble(x + shift) - value);
        double below = Math.abs(formula.applyAsDouble(x - shift) - value);
        return Math.max(above, below) + 32 * rounding * Math.max(1, Math.abs(value));
    }
}
