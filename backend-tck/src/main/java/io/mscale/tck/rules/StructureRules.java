package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.training.Adam;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 22x: networks of several blocks, untrained first layers, trained scales, steep activations. */
public interface StructureRules extends Agreement {

    @ForEach
    default void required_spec221_forwardMatchesReference_everyVariantAndActivation(
            Precision precision, Variant variant, ActivationPattern activation) {
        assertForwardAgrees(standardCase(precision).withVariant(variant, activation, activation), 50, 2);
    }

    @ForEach
    default void required_spec222_gradientMatchesReference_everyVariantAndActivation(
            Precision precision, Variant variant, ActivationPattern activation) {
        assertGradientAgrees(standardCase(precision).withVariant(variant, activation, activation));
    }

    /** Across batch pieces and threads. */
    @ForEach
    default void required_spec223_gradientMatchesReference_everyVariantManySamples(
            Precision precision, Variant variant) {
        for (int threads : new int[] {1, 3}) {
            assertGradientAgrees(smooth(precision, variant).withSamples(1031), threads);
        }
    }

    @ForEach
    default void required_spec224_twentyLossesMatchReference_everyVariant(Precision precision, Variant variant) {
        assertLossesAgree(smooth(precision, variant).withOptimizer(Adam.withDefaults(1e-3, 1e-7)), 20);
    }

    /** An untrained first layer keeps its bits while the layers after it are trained. */
    @ForEach
    default void required_spec225_frozenParametersKeepTheirBits(Precision precision) {
        for (Variant variant : List.of(Variant.FOURIER, Variant.NERF, Variant.MFF)) {
            TckCase wanted = smooth(precision, variant);
            double[] before = wanted.parameters();
            try (MscaleModel model = open(wanted)) {
                model.train(7);
                double[] after = model.parameters();
                int frozen = model.layout().trainable().get(0).from();
                assertSame("frozen part", Arrays.copyOf(after, frozen), Arrays.copyOf(before, frozen));
                assertThat(after[frozen]).as("first trained parameter").isNotEqualTo(before[frozen]);
            }
        }
    }

    @ForEach
    default void required_spec226_trainedScalesAreTrained(Precision precision) {
        for (Variant variant : List.of(Variant.MULTI, Variant.MULTI2)) {
            assertGradientAgrees(smooth(precision, variant).withTrainedScales());
        }
    }

    /** Trained scales are taken from the parameters, not from the specification. */
    @ForEach
    default void required_spec227_trainedScalesAreReadFromTheParameters(Precision precision) {
        TckCase trained = smooth(precision, Variant.MULTI).withTrainedScales();
        TckCase fixed = smooth(precision, Variant.MULTI).withScales(new Scales.Explicit(List.of(0.5, 4.0, 1.5)));
        DoubleStream plain = Arrays.stream(fixed.parameters());
        double[] parameters =
                DoubleStream.concat(plain, DoubleStream.of(0.5, 4.0, 1.5)).toArray();
        double[] x = fixed.points(20);
        try (MscaleModel model = create(trained)) {
            model.setParameters(parameters);
            assertAgree("output", model.predict(x), fixed.reference().forward(x), Tolerance.FORWARD.in(precision));
        }
    }

    @ForEach
    default void required_spec228_trainedScalesFollowTheReferenceForTwentySteps(Precision precision) {
        TckCase wanted =
                smooth(precision, Variant.MULTI2).withTrainedScales().withOptimizer(Adam.withDefaults(1e-2, 0));
        try (MscaleModel model = open(wanted)) {
            double expected = wanted.reference().train(20);
            assertAgree("loss of step 20", model.train(20), expected, Tolerance.TRAJECTORY.in(precision));
        }
    }

    /** The narrowest possible subnetworks, and more of them than a vector has lanes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40})
    default void required_spec229_subnetworksOfOneNeuron(int count) {
        Precision precision = anyPrecision(Precision.FLOAT32);
        TckCase wanted = standardCase(precision)
                .withShape(1, List.of(count, count), 1)
                .withScales(new Scales.Linear(count))
                .withStructure(Structure.SUBNETS);
        assertGradientAgrees(wanted);
    }

    private TckCase smooth(Precision precision, Variant variant) {
        NetworkSpec standard = standardCase(precision).network();
        return standardCase(precision).withVariant(variant, standard.firstActivation(), standard.activation());
    }
}
