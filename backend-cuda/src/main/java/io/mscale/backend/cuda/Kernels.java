package io.mscale.backend.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernels of one arithmetic, compiled for one GPU. */
final class Kernels {

    private final Gpu gpu;
    private final Pointer module;
    private final Map<String, Pointer> functions = new HashMap<>();

    private Kernels(Gpu gpu, Pointer module) {
        this.gpu = gpu;
        this.module = module;
    }

    /** Lets the driver compile them; it keeps the result on disk for the next process. */
    static Kernels compile(Gpu gpu, Arithmetic arithmetic) {
        Driver driver = gpu.driver();
        PointerByReference module = new PointerByReference();
        int result;
        try (Memory image = Ptx.image(arithmetic)) {
            result = driver.library().cuModuleLoadDataEx(module, image, 0, null, null);
        }
        if (result == Driver.UNSUPPORTED_PTX_VERSION) {
            throw new CudaException(
                    "the NVIDIA driver is too old to compile this backend's kernels: it knows CUDA "
                            + driver.cudaVersion() + "; update it to one for CUDA 12.0 or later (driver 525 or later)",
                    result);
        }
        driver.check(result, "compiling the kernels for " + gpu.name());
        return new Kernels(gpu, module.getValue());
    }

    /**
     * Puts a kernel into a stream.
     *
     * @param stream the stream
     * @param name the kernel's name
     * @param gridX blocks of the grid
     * @param gridY the same
     * @param gridZ the same
     * @param threads threads of a block
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
        int count = arguments.length;
        // the numbers, and behind them a pointer to each, and a null; the driver copies them before it returns
        try (Memory memory = new Memory(8L * (2L * count + 1))) {
            for (int i = 0; i < count; i++) {
                put(memory, 8L * i, arguments[i]);
                memory.setPointer(8L * (count + i), memory.share(8L * i));
            }
            memory.setPointer(16L * count, Pointer.NULL);
            Pointer pointers = memory.share(8L * count);
            int result = gpu.driver()
                    .library()
                    .cuLaunchKernel(
                            function(name), gridX, gridY, gridZ, threads, 1, 1, 0, stream.handle(), pointers, null);
            gpu.driver().check(result, "launching the kernel " + name);
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
            throw new IllegalArgumentException("a kernel takes no " + argument.getClass());
        }
    }

    private Pointer function(String name) {
        return functions.computeIfAbsent(name, wanted -> {
            PointerByReference function = new PointerByReference();
            gpu.driver()
                    .check(
                            gpu.driver().library().cuModuleGetFunction(function, module, wanted),
                            "looking up the kernel " + wanted);
            return function.getValue();
        });
    }
}
