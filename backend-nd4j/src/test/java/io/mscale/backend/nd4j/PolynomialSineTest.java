package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class PolynomialSineTest {

    @BeforeAll
    static void loadTheLibrary() {
        assertThat(new Nd4jBackend().probe(Device.CPU, 1).obstacle()).isEmpty();
    }

    /** Run twice, as each step does. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 70_001})
    void append_argumentsOfManyTurns_matchesTheReference(int count) {
        try (NativeArrays arrays = new NativeArrays(Precision.FLOAT32);
                Program program = new Program()) {
            INDArray z = arrays.zeros(count, 1);
            INDArray h = arrays.zeros(count, 1);
            INDArray scratch = arrays.zeros(count, 1);
            new ActivationBlock(program, Precision.FLOAT32, z, h, scratch, scratch, scratch).append(Activation.SIN);
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < count; i++) {
                    z.data().put(i, turns(i, count));
                }
                program.run();
            }
            double worst = 0;
            for (int i = 0; i < count; i++) {
                double angle = 2 * Math.PI * turns(i, count);
                worst = Math.max(worst, Math.abs(h.data().getDouble(i) - Math.sin(angle)));
                worst = Math.max(worst, Math.abs(z.data().getDouble(i) - Math.cos(angle)));
            }
            assertThat(worst).as("largest error").isLessThan(1e-6);
        }
    }

    /** From -100 to 100, as float32 holds them. */
    private static float turns(int i, int count) {
        return (float) (200.0 * i / count - 100 + 0.123);
    }
}
