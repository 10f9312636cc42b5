package io.mscale.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mscale.api.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kit proves on the emulated driver is worth something only if that notices wrong kernels. */
class EmulatedDriverTest {

    /** As much of PTX as this driver looks at. */
    private static final String WRONG =
            ".version 8.0 .target sm_60 .visible .entry withoutBarrier() .visible .entry withUnevenBarrier()";

    private EmulatedDriver.Controls controls;
    private Gpu gpu;

    @BeforeEach
    void open() {
        controls = EmulatedDriver.install();
        gpu = Gpu.open(0);
    }

    @Test
    void missingBarrier_showsAsWrongNumbers() {
        boolean wrong = false;
        for (int seed = 0; seed < 10; seed++) {
            controls.emulator_shuffle(seed);
            double[] result = run("withoutBarrier");
            for (int i = 0; i < result.length; i++) {
                wrong |= result[i] != 255 - i;
            }
        }
        assertThat(wrong).isTrue();
    }

    @Test
    void barrierThatSomeThreadsNeverReach_failsTheLaunch() {
        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> run("withUnevenBarrier"))
                .withMessageContaining("CUDA_ERROR_LAUNCH_FAILED");
    }

    /** NVIDIA's drivers up to CUDA 12.2 load kernels when they are first asked for, which is an error meanwhile. */
    @Test
    void lookingUpAKernelWhileAStepIsRecorded_fails() {
        try (GpuStream stream = GpuStream.open(gpu)) {
            assertThatExceptionOfType(CudaException.class)
                    .isThrownBy(() -> StepGraph.record(stream, () -> Kernels.compile(gpu, WRONG)));
        }
    }

    @Test
    void newMemory_isNotANumber() {
        try (GpuStream stream = GpuStream.open(gpu);
                DeviceMemory memory = new DeviceMemory(Precision.FLOAT32, stream)) {
            double[] content = new double[100];
            memory.read(memory.numbers(content.length), content);

            assertThat(Arrays.stream(content)).allMatch(value -> Double.isNaN(value));
        }
    }

    private double[] run(String kernel) {
        try (GpuStream stream = GpuStream.open(gpu);
                DeviceMemory memory = new DeviceMemory(Precision.FLOAT32, stream)) {
            DeviceArray array = memory.numbers(256);
            Kernels.compile(gpu, WRONG).launch(stream, kernel, 1, 1, 1, 256, array);
            double[] result = new double[256];
            memory.read(array, result);
            return result;
        }
    }
}
