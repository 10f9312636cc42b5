package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class HostCopyTest {

    @ParameterizedTest
    @EnumSource(Precision.class)
    void copy_ofTheFirstColumns_leavesTheOthers(Precision precision) {
        assertThat(new Nd4jBackend().probe(Device.CPU, 1).obstacle()).isEmpty();
        try (NativeArrays arrays = new NativeArrays(precision)) {
            INDArray array = arrays.withOnes(2, 2, 1);
            NativeArrays.HostCopy values = new NativeArrays.HostCopy(array, 4);
            values.set(1, 0.5);
            values.set(2, -3);
            assertThat(array.data().asDouble()).containsExactly(0, 0, 0, 0, 1, 1);

            values.copy();

            assertThat(array.data().asDouble()).containsExactly(0, 0.5, -3, 0, 1, 1);
        }
    }
}
