package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 20x: the network's output and the loss. 21x: the gradient. */
public interface AccuracyRules extends Agreement {

    @ForEach
    default void required_spec201_forwardMatchesReference_everyActivation(
            Precision precision, ActivationPattern activation) {
        assertForwardAgrees(standardCase(precision).withActivations(activation, activation), 50);
    }

    @ForEach
    default void required_spec202_forwardMatchesReference_everyShape(Precision precision, NetworkShape shape) {
        assertForwardAgrees(withShape(precision, shape), 50);
    }

    /** Includes more points than training samples. */
    @ForEach
    default void required_spec203_forwardMatchesReference_anyNumberOfPoints(Precision precision, int points) {
        assertForwardAgrees(standardCase(precision), points);
    }

    @ForEach
    default void required_spec204_forwardMatchesReference_largeScales(Precision precision) {
        assertForwardAgrees(largeScales(precision), 200);
    }

    /** MscaleDNN-1: h1 = s0(K .* (W0 x) + b0). With W0 = 0 the output cannot depend on K. */
    @ForEach
    default void required_spec205_scalesDoNotTouchTheBias(Precision precision) {
        TckCase scaled = standardCase(precision).withScales(new Scales.Constant(7, 1));
        double[] parameters = scaled.parameters();
        double[] x = scaled.points(5);
        try (MscaleModel model = create(scaled);
                MscaleModel plain = create(scaled.withScales(Scales.one()))) {
            ParameterLayout.Block first =
                    model.layout().layers().get(0).blocks().get(0);
            Arrays.fill(parameters, first.weightOffset(), first.biasOffset(), 0);
            model.setParameters(parameters);
            plain.setParameters(parameters);

            assertAgree("output", model.predict(x), plain.predict(x), Tolerance.FORWARD.in(precision));
        }
    }

    /** The loss belongs to the parameters before the update: the first one is that of the initial parameters. */
    @ForEach
    default void required_spec206_lossMatchesReference(Precision precision, NetworkShape shape) {
        TckCase wanted = withShape(precision, shape);
        try (MscaleModel model = open(wanted)) {
            assertAgree("first loss", model.train(1), wanted.reference().loss(), Tolerance.FORWARD.in(precision));
        }
    }

    @ForEach
    default void required_spec207_outputOfAPointDoesNotDependOnTheOthers(Precision precision) {
        TckCase wanted = standardCase(precision).withShape(2, List.of(17, 9), 3);
        double[] x = wanted.points(33);
        try (MscaleModel model = open(wanted)) {
            double[] together = model.predict(x);
            for (int i = 0; i < 33; i++) {
                double[] alone = model.predict(Arrays.copyOfRange(x, 2 * i, 2 * i + 2));
                double[] among = Arrays.copyOfRange(together, 3 * i, 3 * i + 3);
                assertAgree("output at point " + i, alone, among, 10 * Tolerance.FORWARD.in(precision));
            }
            assertThat(together).as("all points at once").hasSize(99);
        }
    }

    @ForEach
    default void required_spec211_gradientMatchesReference_everyActivation(
            Precision precision, ActivationPattern activation) {
        assertGradientAgrees(standardCase(precision).withActivations(activation, activation));
    }

    @ForEach
    default void required_spec212_gradientMatchesReference_everyShape(Precision precision, NetworkShape shape) {
        assertGradientAgrees(withShape(precision, shape));
    }

    @ForEach
    default void required_spec213_gradientMatchesReference_anyNumberOfSamples(Precision precision, int samples) {
        assertGradientAgrees(standardCase(precision).withSamples(samples));
    }

    @ForEach
    default void required_spec214_gradientMatchesReference_largeScales(Precision precision) {
        assertGradientAgrees(largeScales(precision).withSamples(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    default void required_spec215_gradientMatchesReference_anyNumberOfThreads(int threads) {
        Precision precision = anyPrecision(Precision.FLOAT32);
        assertGradientAgrees(standardCase(precision).withSamples(1031), threads);
    }

    private void assertForwardAgrees(TckCase wanted, int points) {
        assertForwardAgrees(wanted, points, wanted.magnification());
    }

    private TckCase withShape(Precision precision, NetworkShape shape) {
        return standardCase(precision).withShape(shape.inputs(), shape.hiddenWidths(), shape.outputs());
    }

    private TckCase largeScales(Precision precision) {
        return standardCase(precision).withShape(1, List.of(200, 10), 1).withScales(new Scales.Linear(200));
    }
}
