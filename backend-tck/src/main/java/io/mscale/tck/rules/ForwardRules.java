package io.mscale.tck.rules;

import static io.mscale.tck.rules.Agreement.assertAgree;
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
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;

/** 20x: the network's output and the loss. */
public interface ForwardRules extends Subject {

    @ParameterizedTest
    @ArgumentsSource(EachActivation.class)
    default void required_spec201_forwardMatchesReference_everyActivation(
            Precision precision, ActivationPattern activation) {
        TckCase standard = standardCase(precision);
        assertForwardAgrees(standard.withActivations(activation, activation), 50);
    }

    @ParameterizedTest
    @ArgumentsSource(EachShape.class)
    default void required_spec202_forwardMatchesReference_everyShape(
            Precision precision, int inputs, List<Integer> hiddenWidths, int outputs) {
        assertForwardAgrees(standardCase(precision).withShape(inputs, hiddenWidths, outputs), 50);
    }

    /** Includes more points than training samples. */
    @ParameterizedTest
    @ArgumentsSource(EachSampleCount.class)
    default void required_spec203_forwardMatchesReference_anyNumberOfPoints(Precision precision, int points) {
        assertForwardAgrees(standardCase(precision), points);
    }

    @ParameterizedTest
    @EnumSource
    default void required_spec204_forwardMatchesReference_largeScales(Precision precision) {
        assertForwardAgrees(
                standardCase(precision).withShape(1, List.of(200, 10), 1).withScales(new Scales.Linear(200)), 200);
    }

    /** MscaleDNN-1: h1 = s0(K .* (W0 x) + b0). With W0 = 0 the output cannot depend on K. */
    @ParameterizedTest
    @EnumSource
    default void required_spec205_scalesDoNotTouchTheBias(Precision precision) {
        TckCase scaled = standardCase(precision).withScales(new Scales.Constant(7, 1));
        double[] parameters = scaled.parameters();
        ParameterLayout.Block first =
                ParameterLayout.of(scaled.network()).layers().get(0).blocks().get(0);
        Arrays.fill(parameters, first.weightOffset(), first.biasOffset(), 0);
        double[] x = scaled.points(5);
        try (MscaleModel model = create(scaled);
                MscaleModel plain = create(scaled.withScales(Scales.one()))) {
            model.setParameters(parameters);
            plain.setParameters(parameters);

            assertAgree("output", model.predict(x), plain.predict(x), Tolerance.FORWARD.in(precision));
        }
    }

    /** The loss belongs to the parameters before the update: the first one is that of the initial parameters. */
    @ParameterizedTest
    @ArgumentsSource(EachShape.class)
    default void required_spec206_lossMatchesReference(
            Precision precision, int inputs, List<Integer> hiddenWidths, int outputs) {
        TckCase wanted = standardCase(precision).withShape(inputs, hiddenWidths, outputs);
        try (MscaleModel model = open(wanted)) {
            double loss = model.train(1);

            assertAgree(
                    "first loss",
                    new double[] {loss},
                    new double[] {wanted.reference().loss()},
                    Tolerance.FORWARD.in(precision));
        }
    }

    @ParameterizedTest
    @EnumSource
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

    private void assertForwardAgrees(TckCase wanted, int points) {
        double[] x = wanted.points(points);
        try (MscaleModel model = open(wanted)) {
            assertAgree(
                    "output",
                    model.predict(x),
                    wanted.reference().forward(x),
                    Tolerance.FORWARD.in(wanted.precision()) * Math.max(1, wanted.magnification() / 8));
        }
    }
}
