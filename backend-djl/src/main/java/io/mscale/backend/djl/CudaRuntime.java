package io.mscale.backend.djl;

import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CUDA's runtime library, which DJL uses to count GPUs. DJL looks for it through JNA under the name {@code cudart}. JNA
 * finds {@code libcudart.so} on {@code LD_LIBRARY_PATH}, but {@code libcudart.so.12}, the only name in PyTorch's
 * wheels, only in system folders and those of the property {@code jna.library.path}.
 */
final class CudaRuntime {

    private static final String SEARCHED = "jna.library.path";

    private CudaRuntime() {}

    /**
     * Points JNA to the library of PyTorch's wheel, unless the user set a path. Must run before the first use of JNA.
     */
    static void showWheels(Path torch) {
        Path folder = folderOfWheel(torch);
        if (System.getProperty(SEARCHED) == null && Files.isDirectory(folder)) {
            System.setProperty(SEARCHED, folder.toString());
        }
    }

    /** Returns the folder of the library in a wheel installation, relative to {@code torch/lib}. */
    static Path folderOfWheel(Path torch) {
        return torch.resolve("../../nvidia/cuda_runtime/lib").normalize();
    }

    /** Returns whether DJL can load the library. */
    static boolean isFound() {
        try {
            CudaUtils.getCudaVersion();
            return true;
        } catch (EngineException e) {
            return true; // the library was loaded, even if it reports an error
        } catch (IllegalStateException | LinkageError e) {
            return false;
        }
    }
}
