package io.mscale.backend.djl;

import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CUDA's runtime library, by which DJL counts GPUs. DJL looks for it through JNA under the name {@code cudart}: that finds
 * {@code libcudart.so} on {@code LD_LIBRARY_PATH}, but {@code libcudart.so.12}, the only name in PyTorch's wheels, only in
 * the system's folders and in those of the property {@code jna.library.path}.
 */
final class CudaRuntime {

    private static final String SEARCHED = "jna.library.path";

    private CudaRuntime() {}

    /** Shows DJL the library that came with PyTorch's wheel, unless the user said where to look. Comes before its first use. */
    static void showWheels(Path torch) {
        Path folder = folderOfWheel(torch);
        if (System.getProperty(SEARCHED) == null && Files.isDirectory(folder)) {
            System.setProperty(SEARCHED, folder.toString());
        }
    }

    /** Where wheels have it, seen from {@code torch/lib}. */
    static Path folderOfWheel(Path torch) {
        return torch.resolve("../../nvidia/cuda_runtime/lib").normalize();
    }

    /** Whether DJL has found it. */
    static boolean isFound() {
        try {
            CudaUtils.getCudaVersion();
            return true;
        } catch (EngineException e) {
            return true; // it answers, if with a fault
        } catch (IllegalStateException | LinkageError e) {
            return false;
        }
    }
}
