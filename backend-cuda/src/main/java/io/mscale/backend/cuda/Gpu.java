package io.mscale.backend.cuda;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * A GPU with its context and compiled kernels. There is one instance per device and process, kept until the process
 * ends, so that only the first model waits for the driver's compiler.
 */
final class Gpu {

    /** The minimum compute capability that this backend's PTX supports, times ten. */
    static final int LEAST_CAPABILITY = 60;

    /** Codes of the driver's enum CUdevice_attribute; also the two below. */
    private static final int MULTIPROCESSORS = 16;

    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;

    /**
     * The size of a GPU's memory.
     *
     * @param free bytes available for allocation
     * @param total bytes in total
     */
    record Room(long free, long total) {}

    private static final Map<Integer, Gpu> OPEN = new HashMap<>();

    final Driver driver;

    /** The vendor's name of the GPU. */
    final String name;

    final int multiprocessors;

    /** The compute capability times ten, as in 90. */
    final int capability;

    private final Pointer context;
    private final Map<Arithmetic, Kernels> kernels = new EnumMap<>(Arithmetic.class);
    private final Map<Arithmetic, Kernels> rowKernels = new EnumMap<>(Arithmetic.class);

    private Gpu(Driver driver, Pointer context, String name, int multiprocessors, int capability) {
        this.driver = driver;
        this.context = context;
        this.name = name;
        this.multiprocessors = multiprocessors;
        this.capability = capability;
    }

    /**
     * Opens a GPU.
     *
     * @param ordinal its index among the GPUs visible to this process, from 0
     * @throws CudaException if it cannot be used; the message tells the user why
     */
    static synchronized Gpu open(int ordinal) {
        Gpu gpu = OPEN.get(ordinal);
        if (gpu == null) {
            gpu = open(Driver.load(), ordinal);
            OPEN.put(ordinal, gpu);
        }
        gpu.makeCurrent();
        return gpu;
    }

    private static Gpu open(Driver driver, int ordinal) {
        int count = driver.count();
        if (ordinal >= count) {
            throw new CudaException(
                    "there is no GPU " + ordinal + ": the driver sees "
                            + (count == 0
                                    ? "none"
                                    : count == 1 ? "one, number 0" : count + ", numbers 0 to " + (count - 1)),
                    Driver.INVALID_DEVICE);
        }
        DriverLibrary library = driver.library();
        IntByReference device = new IntByReference();
        driver.check(library.cuDeviceGet(device, ordinal), "opening GPU " + ordinal);
        byte[] text = new byte[256];
        driver.check(library.cuDeviceGetName(text, text.length, device.getValue()), "reading the GPU's name");
        String name = Native.toString(text, StandardCharsets.UTF_8).strip();
        int capability = 10 * attribute(driver, CAPABILITY_MAJOR, device) + attribute(driver, CAPABILITY_MINOR, device);
        if (capability < LEAST_CAPABILITY) {
            throw new CudaException(
                    name + " has compute capability " + inWords(capability) + "; this backend needs "
                            + inWords(LEAST_CAPABILITY) + " or later",
                    Driver.NO_BINARY_FOR_GPU);
        }
        PointerByReference context = new PointerByReference();
        driver.check(library.cuDevicePrimaryCtxRetain(context, device.getValue()), "opening " + name);
        return new Gpu(driver, context.getValue(), name, attribute(driver, MULTIPROCESSORS, device), capability);
    }

    private static int attribute(Driver driver, int attribute, IntByReference device) {
        IntByReference value = new IntByReference();
        int result = driver.library().cuDeviceGetAttribute(value, attribute, device.getValue());
        driver.check(result, "reading the GPU's properties");
        return value.getValue();
    }

    /** Formats a compute capability. */
    static String inWords(int capability) {
        return capability / 10 + "." + capability % 10;
    }

    /** Makes this GPU the target of this thread's calls. */
    void makeCurrent() {
        check(library().cuCtxSetCurrent(context), "selecting " + name);
    }

    /** Does the same during clean-up, ignoring errors of a lost GPU. */
    void tryMakeCurrent() {
        library().cuCtxSetCurrent(context);
    }

    /** Returns the kernels of an arithmetic, compiled on first use. */
    synchronized Kernels kernels(Arithmetic arithmetic) {
        return kernels.computeIfAbsent(arithmetic, wanted -> Kernels.compile(this, wanted.ptx()));
    }

    /** Returns the same and the kernels of losses with derivatives by the input. */
    synchronized Kernels rowKernels(Arithmetic arithmetic) {
        return rowKernels.computeIfAbsent(
                arithmetic, wanted -> kernels(wanted).and(Kernels.compile(this, wanted.rowsPtx())));
    }

    /** The driver's entry points. */
    DriverLibrary library() {
        return driver.library();
    }

    /** See {@link Driver#check}. */
    void check(int result, String doing) {
        driver.check(result, doing);
    }

    /** Returns the free and total memory. */
    Room room() {
        LongByReference free = new LongByReference();
        LongByReference total = new LongByReference();
        check(library().cuMemGetInfo_v2(free, total), "reading the GPU's memory size");
        return new Room(free.getValue(), total.getValue());
    }
}
