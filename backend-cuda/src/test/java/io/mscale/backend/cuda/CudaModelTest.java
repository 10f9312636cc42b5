package io.mscale.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.reference.Comparison;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kit's small networks do not reach: several tiles and parts in every direction, rows of steps, and memory. */
class CudaModelTest {

    private static final Device GPU = new Device(Device.Kind.GPU, 0);

    private EmulatedDriver.Controls controls;

    @BeforeEach
    void install() {
        controls = EmulatedDriver.install();
    }

    @AfterEach
    void putBack() {
        controls.emulator_device(3, 2L << 30);
        System.clearProperty(Arithmetic.PROPERTY);
    }

    /** Two tiles of neurons, several of outputs, three of samples; on GPUs that split sums little and much. */
    @ParameterizedTest
    @CsvSource({"simt, 1", "simt, 132", "3xtf32, 1", "3xtf32, 132"})
    void gradientOfAWideNetwork_isTheReferences(String arithmetic, int multiprocessors) {
        System.setProperty(Arithmetic.PROPERTY, arithmetic);
        controls.emulator_device(multiprocessors, 2L << 30);
        for (Structure structure : Structure.values()) {
            assertFirstStepsAgree(TckCase.standard(Precision.FLOAT32)
                    .withShape(2, List.of(150, 210, 105), 2)
                    .withScales(new Scales.Linear(3))
                    .withStructure(structure)
                    .withSamples(280));
        }
    }

    /** The second hidden layer has tiles of 64 columns; the first is not a sine. */
    @ParameterizedTest
    @ValueSource(strings = {"simt", "3xtf32"})
    void gradientBehindAnyActivation_isTheReferences(String arithmetic) {
        System.setProperty(Arithmetic.PROPERTY, arithmetic);
        assertFirstStepsAgree(TckCase.standard(Precision.FLOAT32)
                .withShape(3, List.of(200, 128, 60), 1)
                .withActivations(AlternatingActivations.PHIPSI, Activation.TANH)
                .withSamples(300));
    }

    /** Several tiles of samples for each row, and sums over rows in parts that end within a row. */
    @ParameterizedTest
    @CsvSource({
        "simt, 132, energy, subnets",
        "simt, 1, residual, dense",
        "3xtf32, 132, residual, shared-trunk",
        "3xtf32, 1, energy, dense"
    })
    void gradientOfAnEquation_isTheReferences(String arithmetic, int multiprocessors, String loss, String structure) {
        System.setProperty(Arithmetic.PROPERTY, arithmetic);
        controls.emulator_device(multiprocessors, 2L << 30);
        assertFirstStepsAgree(TckCase.standard(Precision.FLOAT32)
                .withLoss(Loss.named(loss))
                .withShape(2, List.of(150, 110, 70), 1)
                .withScales(new Scales.Linear(3))
                .withStructure(Structure.named(structure))
                .withTrainedScales()
                .withSamples(150));
    }

    /** Those that are too rough for the kit, too, by the derivatives of their pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"energy", "residual"})
    void gradientOfAnEquation_isTheReferences_everyActivation(String loss) {
        for (ActivationPattern activation : ActivationPattern.all()) {
            assertFirstStepsAgree(TckCase.standard(Precision.FLOAT64)
                    .withLoss(Loss.named(loss))
                    .withShape(2, List.of(17, 9, 5), 1)
                    .withActivations(activation, activation));
        }
    }

    /** The workspace of a training with derivatives holds values, too. */
    @ParameterizedTest
    @ValueSource(strings = {"energy", "residual"})
    void predictionsInTheWorkspaceOfAnEquation_areTheValues(String loss) {
        TckCase wanted = TckCase.standard(Precision.FLOAT64)
                .withLoss(Loss.named(loss))
                .withShape(2, List.of(20, 10), 1)
                .withSamples(300);
        try (MscaleModel model = open(wanted)) {
            ReferenceModel reference = wanted.reference();
            model.train(1);
            reference.train(1);
            double[] points = wanted.points(200);
            assertThat(model.predict(points)).containsExactly(reference.forward(points), within(1e-9));
        }
    }

    /** Rows of recorded steps, single ones behind them, and more than are prepared at once. */
    @Test
    void manySteps_areAsTheReferences() {
        TckCase wanted = TckCase.standard(Precision.FLOAT64)
                .withShape(1, List.of(4, 3), 1)
                .withSamples(9)
                .withBatchSize(4)
                .withOptimizer(Adam.withDefaults(1e-4, 1e-5));
        ReferenceModel reference = wanted.reference();
        try (MscaleModel model = open(wanted)) {
            for (int steps : new int[] {1, 16, 37, 4100}) {
                assertThat(model.train(steps)).isCloseTo(reference.train(steps), within(1e-9));
            }
        }
    }

    @Test
    void peakOfDeviceMemory_isWhatWasHeldAtMost() {
        TckCase wanted = TckCase.standard(Precision.FLOAT32).withSamples(1000);
        long before = controls.emulator_memory_used();
        try (MscaleModel model = open(wanted)) {
            model.train(1);
            assertThat(model.peakDeviceBytes()).hasValue(controls.emulator_memory_used() - before);
        }
    }

    @Test
    void peak_isMeasured() {
        DevicePeak peak = new CudaBackend().measurePeak(GPU).orElseThrow();

        assertThat(peak.gflops32()).isPositive();
        assertThat(peak.gflops64()).isPositive();
        assertThat(peak.copyGigabytesPerSecond()).isPositive();
    }

    private static org.assertj.core.data.Offset<Double> within(double relative) {
        return org.assertj.core.data.Offset.offset(relative);
    }

    private static void assertFirstStepsAgree(TckCase wanted) {
        ReferenceModel reference = wanted.reference();
        double[] before = wanted.parameters();
        try (MscaleModel model = open(wanted)) {
            double loss = model.train(2);

            assertThat(loss).isCloseTo(reference.train(2), within(Tolerance.TRAJECTORY.in(wanted.precision())));
            assertThat(Comparison.difference(
                            "change of parameters",
                            ParameterLayout.of(wanted.network()),
                            difference(model.parameters(), before),
                            difference(reference.parameters(), before),
                            Tolerance.UPDATE.in(wanted.precision())))
                    .as("%s", wanted)
                    .isEmpty();
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static MscaleModel open(TckCase wanted) {
        ModelSpec spec = new ModelSpec(wanted.network(), wanted.training(), wanted.precision(), 1);
        MscaleModel model = new CudaBackend().create(spec, GPU);
        model.setParameters(wanted.parameters());
        model.bind(wanted.data());
        return model;
    }
}
