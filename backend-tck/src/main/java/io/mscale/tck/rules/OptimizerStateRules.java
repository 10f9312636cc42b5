package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Variant;
import io.mscale.api.training.Loss;
import io.mscale.api.training.OptimizerState;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Rounding;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.List;

/** 61x: what the optimiser remembers, and gradients without a step, of backends that declare the optimiser's state. */
public interface OptimizerStateRules extends Agreement {

    @ForEach
    default void optional_spec611_momentsMatchReference_everyVariant(Precision precision, Variant variant) {
        assertMomentsAgree(ofVariant(precision, variant));
    }

    @ForEach
    default void optional_spec612_momentsMatchReference_trainedScales(Precision precision) {
        for (Variant variant : List.of(Variant.MULTI, Variant.MULTI2)) {
            assertMomentsAgree(ofVariant(precision, variant).withTrainedScales());
        }
    }

    /** Step by step and in one call; full batches, and mini-batches from the middle of an epoch on. */
    @ForEach
    default void optional_spec613_newModelGoesOnAsTheOldOne(Precision precision) {
        for (int batchSize : new int[] {50, 16}) {
            TckCase wanted = standardCase(precision).withBatchSize(batchSize);
            double tolerance = Tolerance.TRAJECTORY.in(precision);
            try (MscaleModel old = openWithState(wanted);
                    MscaleModel resumed = open(wanted)) {
                old.train(7);
                resumed.setParameters(old.parameters(), old.optimizerState());
                assertThat(resumed.stepsTaken()).isEqualTo(7);
                for (int step = 8; step <= 11; step++) {
                    assertAgree("loss of step " + step, resumed.train(1), old.train(1), tolerance);
                }
                assertAgree("loss of step 31", resumed.train(20), old.train(20), tolerance);
                assertChangeAgrees("change of parameters", wanted, resumed.parameters(), old.parameters());
            }
        }
    }

    @ForEach
    default void optional_spec614_modelGoesOnFromTheReferencesState_everyVariant(Precision precision, Variant variant) {
        assertGoesOnFromReference(ofVariant(precision, variant).withBatchSize(16));
    }

    @ForEach
    default void optional_spec615_modelGoesOnFromTheReferencesState_trainedScales(Precision precision) {
        for (Variant variant : List.of(Variant.MULTI, Variant.MULTI2)) {
            assertGoesOnFromReference(ofVariant(precision, variant).withTrainedScales());
        }
    }

    /** A gradient is that of the next step's batch, and the training goes on as if it had not been asked for. */
    @ForEach
    default void optional_spec616_gradientIsTheReferencesAndDisturbsNothing_everyVariant(
            Precision precision, Variant variant) {
        assertGradientDisturbsNothing(ofVariant(precision, variant).withBatchSize(16));
    }

    @ForEach
    default void optional_spec617_gradientIsTheReferencesAndDisturbsNothing_everyLoss(Precision precision, Loss loss) {
        assertGradientDisturbsNothing(standardCase(precision).withLoss(loss).withBatchSize(16));
    }

    @ForEach
    default void optional_spec618_setParametersForgetsTheState(Precision precision) {
        TckCase wanted = standardCase(precision).withBatchSize(16);
        try (MscaleModel used = openWithState(wanted);
                MscaleModel fresh = open(wanted)) {
            used.train(7);
            used.setParameters(used.parameters(), used.optimizerState());
            used.setParameters(wanted.parameters());
            assertThat(used.stepsTaken()).isZero();
            OptimizerState forgotten = used.optimizerState();
            assertThat(forgotten.firstMoments()).as("first moments").containsOnly(0);
            assertThat(forgotten.secondMoments()).as("second moments").containsOnly(0);
            used.train(4);
            fresh.train(4);

            assertChangeAgrees("change of parameters", wanted, used.parameters(), fresh.parameters());
        }
    }

    /** So a training that was interrupted ends as one that was not. */
    @ForEach
    default void optional_spec619_newModelGoesOnWithTheSameBits(Precision precision) {
        assumeTrue(backend().capabilities().bitReproducible(), "declares that its results differ in the last bits");
        TckCase wanted = standardCase(precision).withSamples(1031).withBatchSize(500);
        try (MscaleModel old = openWithState(wanted);
                MscaleModel resumed = open(wanted)) {
            old.train(5);
            resumed.setParameters(old.parameters(), old.optimizerState());
            assertThat(resumed.train(6)).as("loss of step 11").isEqualTo(old.train(6));
            assertSame("parameters", resumed.parameters(), old.parameters());
        }
    }

    private void assertMomentsAgree(TckCase wanted) {
        ReferenceModel reference = wanted.reference();
        double tolerance = Tolerance.UPDATE.in(wanted.precision());
        try (MscaleModel model = openWithState(wanted)) {
            OptimizerState initial = model.optimizerState();
            assertThat(initial.steps()).isZero();
            assertThat(initial.firstMoments())
                    .as("first moments before the first step")
                    .containsOnly(0);
            trainOneByOne(model, 5);
            reference.train(5);
            OptimizerState actual = model.optimizerState();
            OptimizerState expected = reference.optimizerState();
            assertThat(actual.steps()).isEqualTo(expected.steps());
            assertAgreeByLayer("first moment", wanted, actual.firstMoments(), expected.firstMoments(), tolerance);
            assertAgreeByLayer("second moment", wanted, actual.secondMoments(), expected.secondMoments(), tolerance);
        }
    }

    private void assertGoesOnFromReference(TckCase wanted) {
        ReferenceModel before = wanted.reference();
        before.train(7);
        double[] parameters = Rounding.round(wanted.precision(), before.parameters());
        OptimizerState state = rounded(wanted.precision(), before.optimizerState());
        ReferenceModel reference = resumed(wanted, parameters, state);
        double tolerance = Tolerance.TRAJECTORY.in(wanted.precision());
        try (MscaleModel model = openWithState(wanted)) {
            model.train(2);
            model.setParameters(parameters, state);
            for (int step = 8; step <= 11; step++) {
                double expected = reference.step();
                assertLossAgrees("loss of step " + step, model.train(1), expected, reference, tolerance);
            }
            assertAgreeByLayer(
                    "change since step 7",
                    wanted,
                    Agreement.difference(model.parameters(), parameters),
                    Agreement.difference(reference.parameters(), parameters),
                    Tolerance.UPDATE.in(wanted.precision()));
        }
    }

    private void assertGradientDisturbsNothing(TckCase wanted) {
        try (MscaleModel model = openWithState(wanted);
                MscaleModel undisturbed = open(wanted)) {
            model.train(4);
            undisturbed.train(4);
            double[] parameters = model.parameters();
            OptimizerState state = model.optimizerState();
            ReferenceModel reference = resumed(wanted, parameters, state);
            double[] gradient = new double[parameters.length];
            double loss = model.lossAndGradient(gradient);
            double expected = reference.loss();
            Precision precision = wanted.precision();
            assertLossAgrees("loss", loss, expected, reference, Tolerance.TRAJECTORY.in(precision));
            double tolerance = Tolerance.GRADIENT.in(precision) * wanted.magnification();
            assertAgreeByLayer("gradient", wanted, gradient, reference.gradient(), tolerance);

            assertThat(model.stepsTaken()).as("steps taken").isEqualTo(4);
            OptimizerState after = model.optimizerState();
            assertSame("parameters after the gradient", model.parameters(), parameters);
            assertSame("first moments after the gradient", after.firstMoments(), state.firstMoments());
            assertSame("second moments after the gradient", after.secondMoments(), state.secondMoments());
            model.train(3);
            undisturbed.train(3);
            assertChangeAgrees("change of parameters", wanted, model.parameters(), undisturbed.parameters());
        }
    }

    /** Skips the test, too, if the backend does not declare the optimiser's state. */
    private MscaleModel openWithState(TckCase wanted) {
        assumeTrue(backend().capabilities().optimizerState(), "does not declare that it tells the optimiser's state");
        return open(wanted);
    }

    private static ReferenceModel resumed(TckCase wanted, double[] parameters, OptimizerState state) {
        ReferenceModel reference = new ReferenceModel(wanted.network(), wanted.training(), parameters, wanted.data());
        reference.resume(state);
        return reference;
    }

    private static OptimizerState rounded(Precision precision, OptimizerState state) {
        return new OptimizerState(
                state.steps(),
                Rounding.round(precision, state.firstMoments()),
                Rounding.round(precision, state.secondMoments()));
    }

    private TckCase ofVariant(Precision precision, Variant variant) {
        NetworkSpec standard = standardCase(precision).network();
        return standardCase(precision).withVariant(variant, standard.firstActivation(), standard.activation());
    }
}
