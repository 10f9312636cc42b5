package io.mscale.backend.cuda;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The CUDA driver of this machine: loaded once, asked for its version, its errors put into words. */
final class Driver {

    /** What the PTX of this backend was made for: its instruction set is that of CUDA 12.0. */
    static final int NEEDED_VERSION = 12_000;

    /** Names another library in the driver's place; for tests, which have one that computes on the processor. */
    static final String LIBRARY_PROPERTY = "mscale.cuda.driver";

    static final int SUCCESS = 0;
    static final int INVALID_VALUE = 1;
    static final int OUT_OF_MEMORY = 2;
    static final int NO_DEVICE = 100;
    static final int INVALID_DEVICE = 101;
    static final int NO_BINARY_FOR_GPU = 209;
    static final int UNSUPPORTED_PTX_VERSION = 222;

    /** By the library's name. */
    private static final Map<String, Driver> LOADED = new ConcurrentHashMap<>();

    private final DriverLibrary library;
    private final int version;

    private Driver(DriverLibrary library, int version) {
        this.library = library;
        this.version = version;
    }

    /**
     * The driver, initialised.
     *
     * @throws CudaException if there is none that can be used; the message says why, for users
     */
    static Driver load() {
        return LOADED.computeIfAbsent(System.getProperty(LIBRARY_PROPERTY, defaultLibrary()), Driver::open);
    }

    private static String defaultLibrary() {
        return Platform.isWindows() ? "nvcuda" : "libcuda.so.1";
    }

    /** Opens the driver of that name. */
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
        driver.check(result, "asking for the driver's version");
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

    /** JNA unpacks a library of its own when it is first touched. */
    private static void requireJna() {
        try {
            Native.toByteArray("");
        } catch (LinkageError e) {
            throw new CudaException(
                    "JNA, through which the driver is called, cannot load its own library from the folder it unpacks it to"
                            + " (~/.cache/JNA, or that for temporary files); -Djna.tmpdir=DIR names another",
                    NO_DEVICE);
        }
    }

    /** The entry points. */
    DriverLibrary library() {
        return library;
    }

    /** The newest version of CUDA that the driver knows, as in "12.8". */
    String cudaVersion() {
        return version / 1000 + "." + version % 1000 / 10;
    }

    /** The number of GPUs that the driver lets this process see. */
    int count() {
        IntByReference count = new IntByReference();
        check(library.cuDeviceGetCount(count), "counting the GPUs");
        return count.getValue();
    }

    /**
     * Checks the result of a call.
     *
     * @param result the driver's CUresult
     * @param doing what was being done, as in "copying to the GPU"
     * @throws CudaException unless it is success
     */
    void check(int result, String doing) {
        if (result != SUCCESS) {
            throw new CudaException(doing + " failed: " + inWords(result), result);
        }
    }

    /** The driver's name of an error and what it says of it. */
    String inWords(int result) {
        PointerByReference name = new PointerByReference();
        PointerByReference text = new PointerByReference();
        if (library.cuGetErrorName(result, name) != SUCCESS || library.cuGetErrorString(result, text) != SUCCESS) {
            return "CUDA error " + result;
        }
        return name.getValue().getString(0) + " (" + text.getValue().getString(0) + ")";
    }
}
