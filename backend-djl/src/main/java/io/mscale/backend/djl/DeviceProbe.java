package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Probes a device with the library loaded. */
final class DeviceProbe {

    private static final String HOW_TO_GET_CUDA =
            "install the cu128 wheel of torch 2.7.1 with pip and set PYTORCH_LIBRARY_PATH to its folder torch/lib";

    private DeviceProbe() {}

    /** Returns the description of device and library, or the reason why they cannot be used. */
    static Probe of(Device device, int threads) {
        try {
            return Probe.available(device.kind() == Device.Kind.CPU ? cpu(threads) : gpu(device, threads));
        } catch (UnusableLibraryException e) {
            return Probe.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static LibraryInfo cpu(int threads) {
        PyTorch pyTorch = PyTorch.start();
        String build = build(CpuBuild.inUse(), Sines.arePolynomials(pyTorch.blas()));
        return new LibraryInfo("PyTorch", pyTorch.version(), pyTorch.blas(), threads, build, null);
    }

    /** Describes the kernels that run: the variant, if it is known, and the sines where they are not the library's. */
    static @Nullable String build(@Nullable String variant, boolean polynomialSines) {
        if (!polynomialSines) {
            return variant;
        }
        String sines = "polynomial sines in float32";
        return variant == null ? sines : variant + ", " + sines;
    }

    /** Queries the driver first: without a GPU it makes no sense to load, or download, gigabytes of libraries. */
    private static LibraryInfo gpu(Device device, int threads) {
        NvidiaDriver driver = NvidiaDriver.find();
        int gpus = driver.gpus().size();
        if (device.index() >= gpus) {
            throw new UnusableLibraryException(
                    "there is no " + device + ": NVIDIA's driver sees " + gpus + " GPU(s), numbered from 0");
        }
        Path override = NativeLibraries.overrideFolder();
        if (override != null && !NativeLibraries.areForCuda(override)) {
            throw new UnusableLibraryException(
                    "PyTorch in " + override + " is a build without CUDA; " + HOW_TO_GET_CUDA);
        }
        PyTorch pyTorch;
        try {
            pyTorch = PyTorch.start();
        } catch (UnusableLibraryException e) {
            throw new UnusableLibraryException(e.getMessage() + "; " + HOW_TO_GET_CUDA, e);
        }
        if (!PyTorch.findsCudaRuntime()) {
            throw new UnusableLibraryException("NVIDIA's driver sees " + gpus
                    + " GPU(s), but DJL cannot find CUDA's runtime library (libcudart), which it needs to count them;"
                    + " set its folder with --worker-java-options -Djna.library.path=FOLDER");
        }
        if (device.index() >= pyTorch.gpuCount()) {
            throw new UnusableLibraryException("CUDA cannot be used: PyTorch in " + pyTorch.libraryFolder() + " sees "
                    + pyTorch.gpuCount() + " of the " + gpus + " GPU(s) of NVIDIA's driver "
                    + driver.version()
                    + "; the driver is older than CUDA 12.8 requires (570), or CUDA_VISIBLE_DEVICES hides them");
        }
        String name = driver.gpus().get(device.index());
        return new LibraryInfo("PyTorch", pyTorch.version(), "cuBLAS", threads, "cuda", name);
    }
}
