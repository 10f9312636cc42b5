package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;

/** Tries a device with the library loaded. */
final class DeviceProbe {

    private static final String HOW_TO_GET_CUDA =
            "Give it one of: PYTORCH_LIBRARY_PATH with the folder of the libraries of"
                    + " PyTorch 2.7.1 for CUDA 12.8; a jar pytorch-native-cu128-2.7.1 for this platform in backends/djl/gpu/; or"
                    + " DJL_OFFLINE=false to let DJL download it (about 3 GB)";

    private DeviceProbe() {}

    /** What the device and the library are, or why they cannot be used. */
    static Probe of(Device device, int threads) {
        try {
            return Probe.available(
                    switch (device.kind()) {
                        case CPU -> cpu(threads);
                        case GPU -> gpu(device, threads);
                    });
        } catch (UnusableLibraryException e) {
            return Probe.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static LibraryInfo cpu(int threads) {
        PyTorch pyTorch = PyTorch.start();
        return new LibraryInfo(
                "PyTorch", pyTorch.version() + " (DJL)", pyTorch.blas(), threads, CpuBuild.inUse(), null);
    }

    /** The driver is asked first: without a GPU there is no use in loading, or downloading, gigabytes of libraries. */
    private static LibraryInfo gpu(Device device, int threads) {
        NvidiaDriver driver = NvidiaDriver.find();
        if (device.index() >= driver.gpus().size()) {
            throw new UnusableLibraryException("there is no " + device + ": NVIDIA's driver sees "
                    + driver.gpus().size() + " GPU(s), numbered from 0");
        }
        PyTorch pyTorch;
        try {
            pyTorch = PyTorch.start();
        } catch (UnusableLibraryException e) {
            throw new UnusableLibraryException(e.getMessage() + ". " + HOW_TO_GET_CUDA, e);
        }
        if (!pyTorch.hasCuda()) {
            throw new UnusableLibraryException("PyTorch was loaded from " + pyTorch.libraryFolder()
                    + ", a build without CUDA. " + HOW_TO_GET_CUDA);
        }
        if (device.index() >= pyTorch.gpuCount()) {
            throw new UnusableLibraryException("PyTorch sees " + pyTorch.gpuCount() + " of the "
                    + driver.gpus().size() + " GPU(s) of NVIDIA's driver " + driver.version()
                    + "; the driver is older than CUDA 12.8 needs (570), or CUDA_VISIBLE_DEVICES hides them");
        }
        return new LibraryInfo(
                "PyTorch",
                pyTorch.version() + " (DJL)",
                "cuBLAS",
                threads,
                "cuda",
                driver.gpus().get(device.index()));
    }
}
