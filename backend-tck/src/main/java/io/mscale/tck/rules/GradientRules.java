package io.mscale.tck.rules;

import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Scales;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 21x: the gradient, as recovered by {@link GradientProbe}. */
public interface GradientRules extends Subject {

    @ParameterizedTest
    @ArgumentsSource(EachActivation.class)
    default void required_spec211_gradientMatchesReference_everyActivation(
            Precision precision, ActivationPattern activation) {
        GradientProbe.assertGradientAgrees(
                this, standardCase(precision).withActivations(activation, activation), threads());
    }

    @ParameterizedTest
    @ArgumentsSource(EachShape.class)
    default void required_spec212_gradientMatchesReference_everyShape(
            Precision precision, int inputs, List<Integer> hiddenWidths, int outputs) {
        GradientProbe.assertGradientAgrees(
                this, standardCase(precision).withShape(inputs, hiddenWidths, outputs), threads());
    }

    @ParameterizedTest
    @ArgumentsSource(EachSampleCount.class)
    default void required_spec213_gradientMatchesReference_anyNumberOfSamples(Precision precision, int samples) {
        GradientProbe.assertGradientAgrees(this, standardCase(precision).withSamples(samples), threads());
    }

    @ParameterizedTest
    @EnumSource
    default void required_spec214_gradientMatchesReference_largeScales(Precision precision) {
        GradientProbe.assertGradientAgrees(
                this,
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
        GradientProbe.assertGradientAgrees(this, standardCase(precision).withSamples(1031), threads);
    }
}
