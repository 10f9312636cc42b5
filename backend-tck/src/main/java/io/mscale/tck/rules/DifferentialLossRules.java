package io.mscale.tck.rules;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Smoothness;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.List;

/** 25x: losses of boundary-value problems, which hold derivatives by the input. */
public interface DifferentialLossRules extends Agreement {

    /** The loss belongs to the parameters before the update, and the optimiser to all losses. */
    @ForEach
    default void required_spec251_twentyLossesMatchReference_everyVariant(
            Precision precision, Loss loss, Variant variant) {
        assertLossesAgree(scalar(precision, loss, variant).withOptimizer(Adam.withDefaults(1e-3, 1e-7)), 20);
    }

    @ForEach
    default void required_spec252_gradientMatchesReference_everyVariant(
            Precision precision, Loss loss, Variant variant) {
        assertGradientAgrees(scalar(precision, loss, variant));
    }

    /** Second and third derivatives of activations; in every layer, since some layers have code of their own. */
    @ForEach
    default void required_spec253_gradientMatchesReference_everyActivationSmoothEnough(
            Precision precision, Loss loss, ActivationPattern activation) {
        assertGradientAgrees(standardCase(precision)
                .withShape(2, List.of(17, 9, 5), 1)
                .withLoss(loss)
                .withActivations(activation, activation));
    }

    @ForEach
    default void required_spec254_gradientMatchesReference_everyShape(
            Precision precision, Loss loss, NetworkShape shape) {
        assertGradientAgrees(standardCase(precision).withLoss(loss).withShape(shape.inputs(), shape.hiddenWidths(), 1));
    }

    @ForEach
    default void required_spec255_gradientMatchesReference_anyNumberOfSamples(
            Precision precision, Loss loss, int samples) {
        assertGradientAgrees(standardCase(precision).withLoss(loss).withSamples(samples));
    }

    /** Across batch pieces and threads. */
    @ForEach
    default void required_spec256_gradientMatchesReference_anyNumberOfThreads(Precision precision, Loss loss) {
        for (int threads : new int[] {1, 2, 3}) {
            assertGradientAgrees(standardCase(precision).withLoss(loss).withSamples(1031), threads);
        }
    }

    @ForEach
    default void required_spec257_gradientMatchesReference_largeScales(Precision precision, Loss loss) {
        assertGradientAgrees(standardCase(precision)
                .withLoss(loss)
                .withShape(1, List.of(60, 10), 1)
                .withScales(new Scales.Linear(20))
                .withSamples(200));
    }

    @ForEach
    default void required_spec258_gradientMatchesReference_trainedScales(Precision precision, Loss loss) {
        for (Variant variant : List.of(Variant.MULTI, Variant.MULTI2)) {
            assertGradientAgrees(scalar(precision, loss, variant).withTrainedScales());
        }
    }

    /** 1/2 2 u^2 - 2 y u is (u - y)^2 but for a constant: the energy must train exactly as the squared error does. */
    @ForEach
    default void required_spec259_energyOfTheSquaredErrorTrainsAsTheSquaredError(Precision precision) {
        TckCase fitting = standardCase(precision).withOptimizer(new Adam(1e-2, 0, 0.8, 0.9, 5e-2));
        TckCase energy = fitting.withLoss(Loss.energy());
        Dataset targets = fitting.data();
        double[] y = targets.y();
        double[] columns = new double[3 * y.length];
        for (int i = 0; i < y.length; i++) {
            columns[3 * i + 1] = 2;
            columns[3 * i + 2] = 2 * y[i];
        }
        ReferenceModel reference = fitting.reference();
        try (MscaleModel model = create(energy)) {
            model.setParameters(energy.parameters());
            model.bind(new Dataset(targets.inputs(), 3, targets.x(), columns));
            trainOneByOne(model, 5);
            reference.train(5);
            assertChangeAgrees("change after 5 steps", fitting, model.parameters(), reference.parameters());
        }
    }

    /** Fixed shares of every part in every batch: 40 and 10 samples in batches of 10, over two epochs and a half. */
    @ForEach
    default void required_spec260_miniBatchesHoldTheirShareOfEveryPart(Precision precision, Loss loss) {
        TckCase wanted = standardCase(precision).withLoss(loss).withBatchSize(10);
        Dataset parts = inParts(wanted.data(), 1);
        ReferenceModel reference = new ReferenceModel(wanted.network(), wanted.training(), wanted.parameters(), parts);
        double tolerance = Tolerance.TRAJECTORY.in(precision);
        try (MscaleModel model = create(wanted)) {
            model.setParameters(wanted.parameters());
            model.bind(parts);
            for (int step = 1; step <= 12; step++) {
                double expected = reference.step();
                assertLossAgrees("loss of step " + step, model.train(1), expected, reference, tolerance);
            }
        }
    }

    /** As where a penalty grows: other targets in the middle of an epoch, while parameters, moments and batches go on. */
    @ForEach
    default void required_spec261_bindingOtherTargetsKeepsTheTrainingGoing(Precision precision, Loss loss) {
        TckCase wanted = standardCase(precision).withLoss(loss).withBatchSize(10);
        Dataset before = inParts(wanted.data(), 1);
        Dataset after = inParts(wanted.data(), 2);
        ReferenceModel reference = new ReferenceModel(wanted.network(), wanted.training(), wanted.parameters(), before);
        double tolerance = Tolerance.TRAJECTORY.in(precision);
        try (MscaleModel model = create(wanted)) {
            model.setParameters(wanted.parameters());
            model.bind(before);
            for (int step = 1; step <= 10; step++) {
                if (step == 8) {
                    reference.bind(after);
                    model.bind(after);
                }
                double expected = reference.step();
                assertLossAgrees("loss of step " + step, model.train(1), expected, reference, tolerance);
            }
        }
    }

    /** Parts of 40 and 10 samples; the targets of the second times a factor. */
    private static Dataset inParts(Dataset data, double factor) {
        double[] y = data.y();
        for (int i = 40 * data.outputs(); i < y.length; i++) {
            y[i] *= factor;
        }
        return new Dataset(data.inputs(), data.outputs(), data.x(), y, List.of(40, 10));
    }

    /** A network of this variant with one output, in smooth activations. */
    private TckCase scalar(Precision precision, Loss loss, Variant variant) {
        NetworkSpec standard = standardCase(precision).network();
        ActivationPattern first = smooth(standard.firstActivation());
        ActivationPattern other = smooth(standard.activation());
        return standardCase(precision).withVariant(variant, first, other, 1).withLoss(loss);
    }

    private static ActivationPattern smooth(ActivationPattern declared) {
        return declared.smoothness() == Smoothness.SMOOTH ? declared : Activation.SIN;
    }
}
