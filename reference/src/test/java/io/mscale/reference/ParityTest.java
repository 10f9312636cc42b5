package io.mscale.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import io.mscale.reference.FloatBackend.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {

    /** Usual training of a network 1-200-20-1 on sin 23x. */
    private static Parity parity(Mistake mistake, String scales, Activation activation, Precision precision) {
        return parity(mistake, scales, activation, precision, 7);
    }

    private static Parity parity(
            Mistake mistake, String scales, Activation activation, Precision precision, long seed) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 1, List.of(200, 20), 1, Scales.parse(scales), Activation.SIN, activation);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-3, 1e-7), 300, 1);
        double[] x = new double[300];
        double[] y = new double[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.PI * (2 * i - x.length) / x.length;
            y[i] = Math.sin(23 * x[i]);
        }
        return Parity.of(
                new FloatBackend(mistake),
                new ModelSpec(network, training, precision, 1),
                Device.CPU,
                new Dataset(1, 1, x, y),
                Initialization.UNIFORM.draw(network, seed));
    }

    @ParameterizedTest
    @CsvSource({
        "1, RELU",
        "linear:10, TANH",
        "linear:100, RELU",
        "linear:100, PHI",
        "const:200x10, SIN",
        "pow2:12, RELU"
    })
    void of_float32Arithmetic_isExplainedByRounding(String scales, Activation activation) {
        Parity parity = parity(Mistake.NONE, scales, activation, Precision.FLOAT32);

        assertThat(parity.passed()).isTrue();
        assertThat(parity.maxRelativeError()).isLessThan(2 * parity.rounding());
    }

    /**
     * Seeds with which a neuron is so near its kink that float32 puts it on the other side, while the reference with all its
     * terms displaced alike does not. The wrong backend's error remains unexplained: its rounding is that of the latter.
     */
    @ParameterizedTest
    @ValueSource(longs = {14, 236, 456})
    void of_float32ThatCrossesAKink_isExplainedByRounding(long seed) {
        Parity right = parity(Mistake.NONE, "linear:200", Activation.RELU, Precision.FLOAT32, seed);
        Parity wrong = parity(Mistake.LOSS_AFTER_UPDATE, "linear:200", Activation.RELU, Precision.FLOAT32, seed);

        assertThat(right.passed()).isTrue();
        assertThat(right.maxRelativeError()).isLessThan(2 * right.rounding()).isGreaterThan(8 * wrong.rounding());
        assertThat(wrong.passed()).isFalse();
    }

    /** Kinks explain much here, but not as much. */
    @ParameterizedTest
    @CsvSource({
        "EPSILON_INSIDE_ROOT, 14",
        "EPSILON_INSIDE_ROOT, 456",
        "EPSILON_OF_ITS_OWN, 236",
        "NO_BIAS_CORRECTION, 236",
        "SCALED_BIAS, 456",
        "NO_DECAY, 1",
        "NO_DECAY, 32",
        "NO_DECAY, 129"
    })
    void of_mistakeBesideCrossedKinks_fails(Mistake mistake, long seed) {
        assertThat(parity(mistake, "linear:200", Activation.RELU, Precision.FLOAT32, seed)
                        .passed())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void of_mistake_failsByFar(Mistake mistake) {
        Parity parity = parity(mistake, "linear:50", Activation.RELU, Precision.FLOAT32);

        assertThat(parity.passed()).isFalse();
        assertThat(parity.maxRelativeError()).isGreaterThan(10 * parity.allowed());
    }

    @Test
    void of_float32InTheGuiseOfFloat64_fails() {
        assertThat(parity(Mistake.NONE, "linear:10", Activation.TANH, Precision.FLOAT64)
                        .passed())
                .isFalse();
    }

    /** A scale of a magnifies the rounding of x behind a sine by a. */
    @Test
    void rounding_growsWithTheScales() {
        double moderate = parity(Mistake.NONE, "linear:4", Activation.TANH, Precision.FLOAT32)
                .rounding();
        double large = parity(Mistake.NONE, "const:2000x1", Activation.TANH, Precision.FLOAT32)
                .rounding();

        assertThat(moderate).isBetween(0x1p-22, 1e-5);
        assertThat(large).isGreaterThan(20 * moderate);
    }
}
