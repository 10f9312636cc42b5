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

    /** Compiled when it is first asked for; belongs to a manager that lives as long as the process. */
    private static final class CompiledScript {
        static final StepScript INSTANCE =
                new StepScript(Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu()));
    }

    /**
     * Loads the native libraries, once per process however often it is called.
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

    /** PyTorch's version, without the date that DJL adds to its builds. */
    String version() {
        return engine.getVersion().replaceFirst("-\\d{8}$", "");
    }

    /** MKL or another BLAS, as the library was compiled. */
    String blas() {
        if (engine.hasCapability("MKL")) {
            return "MKL";
        }
        return engine.hasCapability("OPENBLAS") || isArm() ? "OpenBLAS" : "built-in";
    }

    /** GPUs that the loaded build of PyTorch can use: 0 without code for CUDA, and where CUDA does not start. */
    int gpuCount() {
        return engine.getGpuCount();
    }

    /** The folder that the native libraries were loaded from. */
    String libraryFolder() {
        return LibUtils.getLibtorchPath();
    }

    /** The training step, compiled. */
    StepScript script() {
        return CompiledScript.INSTANCE;
    }

    /** A manager of tensors on a device. */
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
