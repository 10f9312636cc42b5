package io.mscale.backend.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kernels of one or several PTX modules, compiled for one GPU. */
final class Kernels {

    private static final Pattern ENTRY = Pattern.compile("\\.entry (\\w+)\\(");

    private final Gpu gpu;
    private final Map<String, Pointer> functions;

    private Kernels(Gpu gpu, Map<String, Pointer> functions) {
        this.gpu = gpu;
        this.functions = Map.copyOf(functions);
    }

    /**
     * Has the driver compile a module; the driver caches the result on disk for later processes. All kernels are looked
     * up immediately, because a driver that loads kernels lazily must not do so while a step is being recorded.
     */
    static Kernels compile(Gpu gpu, String ptx) {
        Driver driver = gpu.driver;
        PointerByReference module = new PointerByReference();
        byte[] text = ptx.getBytes(StandardCharsets.US_ASCII);
        int result;
        try (Memory image = new Memory(text.length + 1L)) {
            image.write(0, text, 0, text.length);
            image.setByte(text.length, (byte) 0);
            result = driver.library().cuModuleLoadDataEx(module, image, 0, null, null);
        }
        if (result == Driver.UNSUPPORTED_PTX_VERSION) {
            throw new CudaException(
                    "the NVIDIA driver is too old to compile this backend's kernels: it knows CUDA "
                            + driver.cudaVersion() + "; update it to one for CUDA 12.0 or later (driver 525 or later)",
                    result);
        }
        driver.check(result, "compiling the kernels for " + gpu.name);
        Map<String, Pointer> functions = new HashMap<>();
        Matcher entries = ENTRY.matcher(ptx);
        while (entries.find()) {
            String name = entries.group(1);
            PointerByReference function = new PointerByReference();
            driver.check(
                    driver.library().cuModuleGetFunction(function, module.getValue(), name),
                    "looking up the kernel " + name);
            functions.put(name, function.getValue());
        }
        return new Kernels(gpu, functions);
    }

    /** Returns these kernels and others of the same GPU. */
    Kernels and(Kernels others) {
        Map<String, Pointer> both = new HashMap<>(functions);
        both.putAll(others.functions);
        return new Kernels(gpu, both);
    }

    /**
     * Queues a kernel in a stream: a grid of [gridX x gridY x gridZ] blocks of {@code threads} threads.
     *
     * @param arguments the kernel's arguments in order: {@link DeviceArray}, null, Integer, Float or Double
     */
    void launch(
            GpuStream stream,
            String name,
            int gridX,
            int gridY,
            int gridZ,
            int threads,
            @Nullable Object... arguments) {
        Pointer function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("there is no kernel " + name);
        }
        int count = arguments.length;
        // the values, then a pointer to each, then a null; the driver copies them before it returns
        try (Memory memory = new Memory(8L * (2L * count + 1))) {
            for (int i = 0; i < count; i++) {
                put(memory, 8L * i, arguments[i]);
                memory.setPointer(8L * (count + i), memory.share(8L * i));
            }
            memory.setPointer(16L * count, Pointer.NULL);
            Pointer pointers = memory.share(8L * count);
            int result = gpu.library()
                    .cuLaunchKernel(function, gridX, gridY, gridZ, threads, 1, 1, 0, stream.handle, pointers, null);
            gpu.check(result, "launching the kernel " + name);
        }
    }

    private static void put(Memory memory, long offset, @Nullable Object argument) {
        memory.setLong(offset, 0);
        if (argument instanceof DeviceArray array) {
            memory.setLong(offset, array.address());
        } else if (argument instanceof Integer number) {
            memory.setInt(offset, number);
        } else if (argument instanceof Float number) {
            memory.setFloat(offset, number);
        } else if (argument instanceof Double number) {
            memory.setDouble(offset, number);
        } else if (argument != null) {
            throw new IllegalArgumentException("a kernel cannot take a " + argument.getClass());
        }
    }
}
