package io.mscale.backend.cuda;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The CUDA driver of this machine: loads it once, checks its version, and translates its errors. */
final class Driver {

    /** The CUDA version that this backend's PTX requires, times 1000: its instruction set is that of CUDA 12.0. */
    static final int NEEDED_VERSION = 12_000;

    /** System property that replaces the driver library; tests use it for an emulated driver. */
    static final String LIBRARY_PROPERTY = "mscale.cuda.driver";

    /** Codes of the driver's enum CUresult; also those below. */
    static final int SUCCESS = 0;

    static final int INVALID_VALUE = 1;
    static final int OUT_OF_MEMORY = 2;
    static final int NO_DEVICE = 100;
    static final int INVALID_DEVICE = 101;
    static final int NO_BINARY_FOR_GPU = 209;
    static final int UNSUPPORTED_PTX_VERSION = 222;

    /** The loaded drivers by library name. */
    private static final Map<String, Driver> LOADED = new ConcurrentHashMap<>();

    private final DriverLibrary library;
    private final int version;

    private Driver(DriverLibrary library, int version) {
        this.library = library;
        this.version = version;
    }

    /**
     * Returns the initialised driver.
     *
     * @throws CudaException if there is no usable driver; the message tells the user why
     */
    static Driver load() {
        String usual = Platform.isWindows() ? "nvcuda" : "libcuda.so.1";
        return LOADED.computeIfAbsent(System.getProperty(LIBRARY_PROPERTY, usual), Driver::open);
    }

    /** Opens the driver library with this name. */
    static Driver open(String name) {
        requireJna();
        DriverLibrary library;
        try {
            library = Native.load(name, DriverLibrary.class);
        } catch (UnsatisfiedLinkError e) {
            throw new CudaException(
                    "no NVIDIA driver was found: " + name
                            + " cannot be loaded. A GPU needs one for CUDA 12.0 or later (driver"
                            + " 525 or later), passed through where this is a container; use --device cpu",
                    NO_DEVICE);
        }
        IntByReference version = new IntByReference();
        int result = library.cuDriverGetVersion(version);
        Driver driver = new Driver(library, version.getValue());
        driver.check(result, "reading the driver's version");
        if (driver.version < NEEDED_VERSION) {
            throw new CudaException(
                    "the NVIDIA driver knows CUDA " + driver.cudaVersion()
                            + "; this backend needs one for CUDA 12.0 or later (driver 525 or later)",
                    UNSUPPORTED_PTX_VERSION);
        }
        result = library.cuInit(0);
        if (result == NO_DEVICE) {
            throw new CudaException("the NVIDIA driver sees no GPU", result);
        }
        driver.check(result, "initialising the driver");
        return driver;
    }

    /** Checks that JNA can unpack and load its own native library, which it does on first use. */
    private static void requireJna() {
        try {
            Native.toByteArray("");
        } catch (LinkageError e) {
            throw new CudaException(
                    "JNA, which calls the driver, cannot load its own library from the folder to which it unpacks it"
                            + " (~/.cache/JNA, or that for temporary files); -Djna.tmpdir=DIR names another",
                    NO_DEVICE);
        }
    }

    /** The driver's entry points. */
    DriverLibrary library() {
        return library;
    }

    /** The newest CUDA version the driver supports, as in "12.8". */
    String cudaVersion() {
        return version / 1000 + "." + version % 1000 / 10;
    }

    /** The number of GPUs visible to this process. */
    int count() {
        IntByReference count = new IntByReference();
        check(library.cuDeviceGetCount(count), "counting the GPUs");
        return count.getValue();
    }

    /** Throws an exception if a call of the driver failed, with what it attempted, as in "copying to the GPU". */
    void check(int result, String doing) {
        if (result != SUCCESS) {
            throw new CudaException(doing + " failed: " + inWords(result), result);
        }
    }

    private String inWords(int result) {
        PointerByReference name = new PointerByReference();
        PointerByReference text = new PointerByReference();
        if (library.cuGetErrorName(result, name) != SUCCESS || library.cuGetErrorString(result, text) != SUCCESS) {
            return "CUDA error " + result;
        }
        return name.getValue().getString(0) + " (" + text.getValue().getString(0) + ")";
    }
}
