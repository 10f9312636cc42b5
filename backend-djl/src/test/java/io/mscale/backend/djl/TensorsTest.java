package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorsTest {

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void read_manyTimes_givesTheValuesAndLeavesNothingBehind(DataType type) throws Exception {
        PyTorch pyTorch = PyTorch.start();
        try (NDManager manager = pyTorch.newManager(Device.CPU)) {
            NDArray tensor = Tensors.create(manager, new double[] {1, 2, 3}, new Shape(3), type);
            int before = held(manager);
            double[] values = new double[3];
            for (int i = 0; i < 10; i++) {
                Tensors.read(pyTorch.script(), tensor, values);
            }

            assertThat(values).containsExactly(1, 2, 3);
            assertThat(held(manager)).isEqualTo(before);
        }
    }

    /** Arrays and managers that a manager keeps until it is closed; DJL counts arrays only. */
    private static int held(NDManager manager) throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        return ((Map<?, ?>) resources.get(manager)).size();
    }
}
