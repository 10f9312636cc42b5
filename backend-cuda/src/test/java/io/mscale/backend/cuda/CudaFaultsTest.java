package io.mscale.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.tck.TckCase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users are told when a GPU fails: one line each, and nothing is left behind. */
class CudaFaultsTest {

    private static final Device GPU = new Device(Device.Kind.GPU, 0);
    private static final long ROOM = 2L << 30;
    private static final int ECC_ERROR = 214;
    private static final int LAUNCH_FAILED = 719;

    private final TckCase problem = TckCase.standard(Precision.FLOAT32).withShape(1, List.of(300, 200), 1);
    private EmulatedDriver.Controls controls;
    private long usedBefore;

    @BeforeEach
    void install() {
        controls = EmulatedDriver.install();
        usedBefore = controls.emulator_memory_used();
    }

    @AfterEach
    void heal() {
        controls.emulator_fail("", 0, 0);
        controls.emulator_device(3, ROOM);
        controls.emulator_version(Driver.NEEDED_VERSION);
    }

    @Test
    void missingDriver_isNamed() {
        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> Driver.open("libcuda-that-is-not-there.so.1"))
                .withMessage(
                        "no NVIDIA driver was found: libcuda-that-is-not-there.so.1 cannot be loaded. A GPU needs one for"
                                + " CUDA 12.0 or later (driver 525 or later), passed through where this is a container; use"
                                + " --device cpu");
    }

    @Test
    void oldDriver_isNamedWithWhatIsNeeded() {
        controls.emulator_version(11040);

        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> Driver.open(EmulatedDriver.LIBRARY.toString()))
                .withMessage("the NVIDIA driver knows CUDA 11.4; this backend needs one for CUDA 12.0 or later (driver"
                        + " 525 or later)");
    }

    @Test
    void driverWithoutGpu_isSaidSo() {
        controls.emulator_fail("cuInit", Driver.NO_DEVICE, 0);

        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> Driver.open(EmulatedDriver.LIBRARY.toString()))
                .withMessage("the NVIDIA driver sees no GPU");
    }

    @Test
    void driverTooOldForThePtx_isNamedWithWhatIsNeeded() {
        controls.emulator_fail("cuModuleLoadDataEx", Driver.UNSUPPORTED_PTX_VERSION, 0);

        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> Kernels.compile(Gpu.open(0), Arithmetic.SIMT.ptx()))
                .withMessageStartingWith(
                        "the NVIDIA driver is too old to compile this backend's kernels: it knows CUDA ");
    }

    @Test
    void deviceOfNoSuchNumber_isToldWhatThereIs() {
        Probe probe = new CudaBackend().probe(new Device(Device.Kind.GPU, 3), 1);

        assertThat(probe.obstacle().orElseThrow()).isEqualTo("there is no GPU 3: the driver sees one, number 0");
    }

    @Test
    void processor_isRefused() {
        assertThat(new CudaBackend().probe(Device.CPU, 1).obstacle().orElseThrow())
                .contains("--device gpu");
    }

    @Test
    void unknownArithmetic_isRefusedByTheProbe() {
        System.setProperty(Arithmetic.PROPERTY, "bf16");
        try {
            assertThat(new CudaBackend().probe(GPU, 1).obstacle().orElseThrow())
                    .isEqualTo("-Dmscale.cuda.arithmetic: unknown arithmetic 'bf16'; allowed: simt, 3xtf32");
        } finally {
            System.clearProperty(Arithmetic.PROPERTY);
        }
    }

    @Test
    void tensorCoresThatTheGpuHasNot_areRefused() {
        System.setProperty(Arithmetic.PROPERTY, Arithmetic.TENSOR_CORES.id());
        try {
            assertThatExceptionOfType(CudaException.class)
                    .isThrownBy(() -> Arithmetic.of(Precision.FLOAT32, 75))
                    .withMessageContaining("needs compute capability 8.0 or later, this GPU has 7.5");
        } finally {
            System.clearProperty(Arithmetic.PROPERTY);
        }
    }

    /** First the parameters, then the data, then the workspace do not fit. */
    @ParameterizedTest
    @ValueSource(longs = {100_000, 1_000_000, 2_000_000})
    void tooLittleMemory_isToldWithTheSizes_andGivenBack(long room) {
        controls.emulator_device(3, usedBefore + room);

        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> {
                    try (MscaleModel model = open(problem.withSamples(5000))) {
                        model.train(1);
                    }
                })
                .withMessageMatching("out of memory: \\d+ MiB wanted on emulated GPU beside the model's \\d+ MiB,"
                        + " \\d+ MiB of \\d+ MiB free; a smaller batch or width needs less");
        assertThat(controls.emulator_memory_used()).isEqualTo(usedBefore);
    }

    /** What did not fit is given back at once, not with the model: the next try has all of the room. */
    @Test
    void bindingThatDoesNotFit_leavesTheModelAsItWas() {
        try (MscaleModel model = open(problem)) {
            long held = controls.emulator_memory_used();
            controls.emulator_device(3, held + 3_000_000);
            assertThatExceptionOfType(CudaException.class)
                    .isThrownBy(() -> model.bind(problem.withSamples(50_000).data()));
            assertThat(controls.emulator_memory_used()).isLessThan(held);

            model.bind(problem.data());
            assertThat(controls.emulator_memory_used()).isEqualTo(held);
            assertThat(model.train(1)).isFinite();
        }
    }

    @Test
    void predictionThatDoesNotFit_canBeFollowedByASmallerOne() {
        try (MscaleModel model = open(problem)) {
            double[] expected = model.predict(problem.points(60));
            controls.emulator_device(3, controls.emulator_memory_used() + 1_000_000);
            assertThatExceptionOfType(CudaException.class).isThrownBy(() -> model.predict(problem.points(4000)));

            assertThat(model.predict(problem.points(60))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LAUNCH_FAILED, ECC_ERROR})
    void gpuThatIsLostWhileTraining_isToldInOneLine_andTheModelCanBeClosed(int result) {
        MscaleModel model = open(problem);
        model.train(3);
        controls.emulator_fail("cuStreamSynchronize", result, 1);

        assertThatExceptionOfType(CudaException.class)
                .isThrownBy(() -> model.train(3))
                .withMessageContaining("computing on emulated GPU failed: ")
                .withMessageNotContaining("\n");
        model.close();
    }

    @Test
    void callThatFailsWhileTheStepIsRecorded_endsTheRecording() {
        try (MscaleModel model = open(problem)) {
            controls.emulator_fail("cuLaunchKernel", LAUNCH_FAILED, 2);
            assertThatExceptionOfType(CudaException.class)
                    .isThrownBy(() -> model.train(1))
                    .withMessageStartingWith("launching the kernel ");
            controls.emulator_fail("", 0, 0);

            assertThat(model.train(1)).isFinite();
        }
        assertThat(controls.emulator_memory_used()).isEqualTo(usedBefore);
    }

    private MscaleModel open(TckCase wanted) {
        ModelSpec spec = new ModelSpec(wanted.network(), wanted.training(), wanted.precision(), 1);
        MscaleModel model = new CudaBackend().create(spec, GPU);
        try {
            model.setParameters(wanted.parameters());
            model.bind(wanted.data());
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }
}
