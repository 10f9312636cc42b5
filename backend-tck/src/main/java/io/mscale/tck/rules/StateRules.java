package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.reference.Rounding;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.Arrays;

/** 4xx: setting and reading parameters, invalid arguments, calls that are not allowed in a state. */
public interface StateRules extends Agreement {

    /** Parameters are exact after rounding to the precision; the test sets unrounded numbers of many magnitudes. */
    @ForEach
    default void required_spec401_parametersComeBackAsTheyWereSet(Precision precision) {
        TckCase wanted = standardCase(precision);
        double[] parameters = new double[wanted.parameters().length];
        Arrays.setAll(parameters, i -> Math.pow(-1.1, i % 100) / (3 + i));
        double[] rounded = Rounding.round(precision, parameters);
        try (MscaleModel model = create(wanted)) {
            model.setParameters(parameters);
            assertSame("parameters before bind", model.parameters(), rounded);
            model.bind(wanted.data());
            model.predict(wanted.points(3));
            assertSame("parameters after bind and predict", model.parameters(), rounded);
        }
    }

    @ForEach
    default void required_spec402_parameterArraysAreNotShared(Precision precision) {
        TckCase wanted = standardCase(precision);
        double[] handedIn = wanted.parameters();
        try (MscaleModel model = create(wanted)) {
            model.setParameters(handedIn);
            Arrays.fill(handedIn, 9);
            double[] handedOut = model.parameters();
            assertSame("parameters after the array handed in was changed", handedOut, wanted.parameters());
            Arrays.fill(handedOut, 9);
            assertSame("parameters after the array handed out was changed", model.parameters(), wanted.parameters());
        }
    }

    @ForEach
    default void required_spec403_refusedParametersLeaveTheModelAsItWas(Precision precision) {
        TckCase wanted = standardCase(precision);
        double[] parameters = wanted.parameters();
        double[] notFinite = wanted.parameters();
        notFinite[notFinite.length - 1] = Double.NaN;
        try (MscaleModel model = open(wanted)) {
            double[] tooFew = new double[parameters.length - 1];
            double[] tooMany = new double[parameters.length + 1];
            assertThatIllegalArgumentException().isThrownBy(() -> model.setParameters(tooFew));
            assertThatIllegalArgumentException().isThrownBy(() -> model.setParameters(tooMany));
            assertThatIllegalArgumentException().isThrownBy(() -> model.setParameters(notFinite));

            assertSame("parameters after others were refused", model.parameters(), parameters);
        }
    }

    @ForEach
    default void required_spec404_dataOfOtherDimensionsIsRefused(Precision precision) {
        TckCase wanted = standardCase(precision);
        try (MscaleModel model = open(wanted)) {
            TckCase otherInputs = wanted.withShape(3, wanted.network().hiddenWidths(), 1);
            TckCase otherOutputs = wanted.withShape(2, wanted.network().hiddenWidths(), 2);
            assertThatIllegalArgumentException().isThrownBy(() -> model.bind(otherInputs.data()));
            assertThatIllegalArgumentException().isThrownBy(() -> model.bind(otherOutputs.data()));

            assertThat(model.train(1)).as("loss with the data bound before").isFinite();
        }
    }

    @ForEach
    default void required_spec405_pointsThatAreNotWholeOrNotFiniteAreRefused(Precision precision) {
        try (MscaleModel model = open(standardCase(precision))) {
            assertThatIllegalArgumentException().isThrownBy(() -> model.predict(new double[0]));
            assertThatIllegalArgumentException().isThrownBy(() -> model.predict(new double[3]));
            assertThatIllegalArgumentException().isThrownBy(() -> model.predict(new double[] {0, Double.NaN}));
            double[] infinite = {Double.POSITIVE_INFINITY, 0};
            assertThatIllegalArgumentException().isThrownBy(() -> model.predict(infinite));
        }
    }

    @ForEach
    default void required_spec406_trainingNeedsParametersDataAndSteps(Precision precision) {
        TckCase wanted = standardCase(precision);
        try (MscaleModel model = create(wanted)) {
            assertThatIllegalStateException().isThrownBy(() -> model.train(1));
            assertThatIllegalStateException().isThrownBy(model::parameters);
            assertThatIllegalStateException().isThrownBy(() -> model.predict(wanted.points(1)));
            model.setParameters(wanted.parameters());
            assertThatIllegalStateException().isThrownBy(() -> model.train(1));
            model.bind(wanted.data());
            assertThatIllegalArgumentException().isThrownBy(() -> model.train(0));
            assertThatIllegalArgumentException().isThrownBy(() -> model.train(-1));
            assertThat(model.stepsTaken()).isZero();
            assertThat(model.train(1)).isFinite();
        }
    }

    @ForEach
    default void required_spec407_dataMayBeBoundBeforeParametersAreSet(Precision precision) {
        TckCase wanted = standardCase(precision);
        try (MscaleModel model = create(wanted)) {
            model.bind(wanted.data());
            assertThatIllegalStateException().isThrownBy(() -> model.train(1));
            model.setParameters(wanted.parameters());

            assertAgree("first loss", model.train(1), wanted.reference().loss(), Tolerance.FORWARD.in(precision));
        }
    }

    @ForEach
    default void required_spec408_closedModelRefusesEverythingButClose(Precision precision) {
        TckCase wanted = standardCase(precision);
        MscaleModel model = open(wanted);
        model.train(1);
        model.close();
        model.close();

        assertThatIllegalStateException().isThrownBy(() -> model.train(1));
        assertThatIllegalStateException().isThrownBy(() -> model.predict(wanted.points(1)));
        assertThatIllegalStateException().isThrownBy(model::parameters);
        assertThatIllegalStateException().isThrownBy(() -> model.setParameters(wanted.parameters()));
        assertThatIllegalStateException().isThrownBy(() -> model.bind(wanted.data()));
        model.close();
    }

    @ForEach
    default void required_spec409_unusedModelCanBeClosed(Precision precision) {
        MscaleModel model = create(standardCase(precision));
        model.close();

        assertThatIllegalStateException().isThrownBy(model::parameters);
    }
}
