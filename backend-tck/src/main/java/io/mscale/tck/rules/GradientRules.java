package io.mscale.tck.rules;

import static io.mscale.tck.rules.Agreement.assertAgree;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.training.Adam;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 21x: the gradient, read from what one step changed. With beta1 = beta2 = 0 Adam has no memory and no bias to correct
 * and steps by lr g / (|g| + epsilon), from which g follows exactly; with epsilon far above |g| that is nearly lr / epsilon
 * times g, and lr / epsilon = 1024 lifts the change well above the rounding of the parameters.
 */
public interface GradientRules extends Subject {

    @ParameterizedTest
    @ArgumentsSource(EachActivation.class)
    default void required_spec211_gradientMatchesReference_everyActivation(Precision precision, Activation activation) {
        assertGradientAgrees(standardCase(precision).withActivations(activation, activation), threads());
    }

    @ParameterizedTest
    @ArgumentsSource(EachShape.class)
    default void required_spec212_gradientMatchesReference_everyShape(
            Precision precision, int inputs, List<Integer> hiddenWidths, int outputs) {
        assertGradientAgrees(standardCase(precision).withShape(inputs, hiddenWidths, outputs), threads());
    }

    @ParameterizedTest
    @ArgumentsSource(EachSampleCount.class)
    default void required_spec213_gradientMatchesReference_anyNumberOfSamples(Precision precision, int samples) {
        assertGradientAgrees(standardCase(precision).withSamples(samples), threads());
    }

    @ParameterizedTest
    @EnumSource
    default void required_spec214_gradientMatchesReference_largeScales(Precision precision) {
        assertGradientAgrees(
                standardCase(precision)
                        .withShape(1, List.of(200, 10), 1)
                        .withScales(new Scales.Linear(200))
                        .withSamples(200),
                threads());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    default void required_spec215_gradientMatchesReference_anyNumberOfThreads(int threads) {
        Precision precision = backend().capabilities().precisions().contains(Precision.FLOAT32)
                ? Precision.FLOAT32
                : Precision.FLOAT64;
        assertGradientAgrees(standardCase(precision).withSamples(1031), threads);
    }

    private void assertGradientAgrees(TckCase wanted, int threads) {
        double epsilon = 0x1p14;
        double learningRate = 0x1p10 * epsilon;
        TckCase probing = wanted.withOptimizer(new Adam(learningRate, 0, 0, 0, epsilon));
        try (MscaleModel model = open(probing, threads)) {
            double[] before = probing.parameters();
            model.train(1);
            double[] gradient = Agreement.difference(before, model.parameters());
            for (int i = 0; i < gradient.length; i++) {
                double share = gradient[i] / learningRate; // g / (|g| + epsilon)
                gradient[i] = share * epsilon / (1 - Math.abs(share));
            }
            assertAgree(
                    "gradient",
                    ParameterLayout.of(probing.network()),
                    gradient,
                    probing.reference().gradient(),
                    Tolerance.GRADIENT.in(probing.precision()) * Math.max(1, probing.magnification() / 8));
        }
    }
}
