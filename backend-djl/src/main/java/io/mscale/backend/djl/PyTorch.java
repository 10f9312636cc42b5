package io.mscale.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.LibUtils;
import io.mscale.api.Device;
import java.nio.file.Path;
import java.util.Locale;

/** DJL's PyTorch engine with its native libraries loaded. */
final class PyTorch {

    private final Engine engine;

    private PyTorch(Engine engine) {
        this.engine = engine;
    }

    /** The script, compiled on first use; its manager lives as long as the process. */
    private static final class CompiledScript {
        static final StepScript INSTANCE =
                new StepScript(Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu()));
    }

    /**
     * Loads the native libraries; repeated calls in a process have no effect.
     *
     * @throws UnusableLibraryException if they cannot be loaded; the message says why
     */
    static PyTorch start() {
        NativeLibraries.check();
        Path override = NativeLibraries.overrideFolder();
        if (override != null) {
            CudaRuntime.showWheels(override);
        }
        try {
            return new PyTorch(Engine.getEngine("PyTorch"));
        } catch (EngineException | LinkageError | IllegalArgumentException e) {
            throw new UnusableLibraryException(NativeLibraries.explain(e), e);
        }
    }

    /** PyTorch's version, without the date that DJL appends. */
    String version() {
        return engine.getVersion().replaceFirst("-\\d{8}$", "");
    }

    /** MKL or another BLAS, as configured when the library was built. */
    String blas() {
        if (engine.hasCapability("MKL")) {
            return "MKL";
        }
        return engine.hasCapability("OPENBLAS") || isArm() ? "OpenBLAS" : "built-in";
    }

    /** The GPUs that the loaded build of PyTorch can use: 0 for a build without CUDA, or if CUDA fails to start. */
    int gpuCount() {
        return engine.getGpuCount();
    }

    /** The folder from which the native libraries were loaded. */
    String libraryFolder() {
        return LibUtils.getLibtorchPath();
    }

    /** The compiled training step. */
    StepScript script() {
        return CompiledScript.INSTANCE;
    }

    /** Creates a manager of tensors on a device. */
    NDManager newManager(Device device) {
        return engine.newBaseManager(
                switch (device.kind()) {
                    case CPU -> ai.djl.Device.cpu();
                    case GPU -> ai.djl.Device.gpu(device.index());
                });
    }

    private static boolean isArm() {
        return System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");
    }
}
