package io.mscale.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import io.mscale.api.Device;
import java.nio.file.Files;
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
            showCudaRuntime(override);
        }
        try {
            return new PyTorch(Engine.getEngine("PyTorch"));
        } catch (EngineException | LinkageError | IllegalArgumentException e) {
            throw new UnusableLibraryException(NativeLibraries.explain(e), e);
        }
    }

    /**
     * Points JNA, through which DJL counts GPUs, to the library {@code cudart} of PyTorch's wheel, unless the user set
     * a path. JNA finds {@code libcudart.so} on {@code LD_LIBRARY_PATH}, but {@code libcudart.so.12}, the only name in
     * wheels, only in system folders and those of this property. Must run before the first use of JNA.
     */
    private static void showCudaRuntime(Path torch) {
        Path folder = torch.resolve("../../nvidia/cuda_runtime/lib").normalize();
        if (System.getProperty("jna.library.path") == null && Files.isDirectory(folder)) {
            System.setProperty("jna.library.path", folder.toString());
        }
    }

    /** Returns whether DJL can load CUDA's runtime library. */
    static boolean findsCudaRuntime() {
        try {
            CudaUtils.getCudaVersion();
            return true;
        } catch (EngineException e) {
            return true; // the library was loaded, even if it reports an error
        } catch (IllegalStateException | LinkageError e) {
            return false;
        }
    }

    /** PyTorch's version, without the date that DJL appends, as in "2.7.1 (DJL)". */
    String version() {
        return engine.getVersion().replaceFirst("-\\d{8}$", "") + " (DJL)";
    }

    /** MKL or another BLAS, as configured when the library was built. */
    String blas() {
        if (engine.hasCapability("MKL")) {
            return "MKL";
        }
        boolean isArm =
                System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");
        return engine.hasCapability("OPENBLAS") || isArm ? "OpenBLAS" : "built-in";
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
        boolean isCpu = device.kind() == Device.Kind.CPU;
        return engine.newBaseManager(isCpu ? ai.djl.Device.cpu() : ai.djl.Device.gpu(device.index()));
    }
}
