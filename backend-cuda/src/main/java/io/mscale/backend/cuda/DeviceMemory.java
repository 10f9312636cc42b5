package io.mscale.backend.cuda;

import com.sun.jna.Memory;
import com.sun.jna.ptr.LongByReference;
import io.mscale.api.Precision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group of arrays in a GPU's memory that are freed together, and the copies to and from them. Numbers are stored in
 * the model's precision.
 */
final class DeviceMemory implements AutoCloseable {

    private static final long MEBIBYTE = 1L << 20;

    private final GpuStream stream;
    private final Gpu gpu;
    private final Precision precision;
    private final @Nullable DeviceMemory whole;
    private final Set<DeviceMemory> parts = new LinkedHashSet<>();
    private final List<DeviceArray> arrays = new ArrayList<>();
    private long held;
    private long peak;

    DeviceMemory(Precision precision, GpuStream stream) {
        this(precision, stream, null);
    }

    private DeviceMemory(Precision precision, GpuStream stream, @Nullable DeviceMemory whole) {
        gpu = stream.gpu;
        this.precision = precision;
        this.stream = stream;
        this.whole = whole;
    }

    /** Returns a subgroup that is freed with this group or earlier. Its arrays count towards this group's memory. */
    DeviceMemory part() {
        DeviceMemory part = new DeviceMemory(precision, stream, this);
        parts.add(part);
        return part;
    }

    /** The peak number of bytes held at once. */
    long peak() {
        return peak;
    }

    /** Allocates an uninitialised array of numbers in the model's precision. */
    DeviceArray numbers(long count) {
        return bytes(Math.multiplyExact(count, (long) precision.bytes()));
    }

    /** Allocates an uninitialised array of bytes. */
    DeviceArray bytes(long wanted) {
        long bytes = Math.max(wanted, 16);
        LongByReference address = new LongByReference();
        int result = gpu.library().cuMemAlloc_v2(address, bytes);
        if (result == Driver.OUT_OF_MEMORY) {
            Gpu.Room room = gpu.room();
            throw CudaException.outOfMemory(inMebibytes(bytes) + " wanted on " + gpu.name + " beside the model's "
                    + inMebibytes(heldByAll()) + ", " + inMebibytes(room.free()) + " of " + inMebibytes(room.total())
                    + " free; a smaller batch or width needs less");
        }
        gpu.check(result, "allocating " + inMebibytes(bytes) + " on " + gpu.name);
        DeviceArray array = new DeviceArray(address.getValue(), bytes);
        arrays.add(array);
        count(bytes);
        return array;
    }

    private static String inMebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
    }

    /** Allocates an array with these integers. */
    DeviceArray of(int[] content) {
        DeviceArray array = bytes((long) Integer.BYTES * content.length);
        write(array, content);
        return array;
    }

    /** Allocates an array with these bytes. */
    DeviceArray of(byte[] content) {
        DeviceArray array = bytes(content.length);
        try (Memory memory = new Memory(content.length)) {
            memory.write(0, content, 0, content.length);
            write(array, memory);
        }
        return array;
    }

    /** Allocates an array with these numbers, rounded to the model's precision. */
    DeviceArray of(double[] content) {
        DeviceArray array = numbers(content.length);
        write(array, content);
        return array;
    }

    private void count(long bytes) {
        held += bytes;
        peak = Math.max(peak, held);
        if (whole != null) {
            whole.count(bytes);
        }
    }

    private long heldByAll() {
        return whole == null ? held : whole.heldByAll();
    }

    /** Copies numbers to the start of an array, rounding them to the model's precision. */
    void write(DeviceArray array, double[] numbers) {
        long bytes = (long) numbers.length * precision.bytes();
        try (Memory memory = new Memory(bytes)) {
            for (int i = 0; i < numbers.length; i++) {
                if (precision == Precision.FLOAT32) {
                    memory.setFloat((long) Float.BYTES * i, (float) numbers[i]);
                } else {
                    memory.setDouble((long) Double.BYTES * i, numbers[i]);
                }
            }
            write(array, memory);
        }
    }

    /** Copies integers to the start of an array. */
    void write(DeviceArray array, int[] numbers) {
        try (Memory memory = new Memory((long) Integer.BYTES * numbers.length)) {
            memory.write(0, numbers, 0, numbers.length);
            write(array, memory);
        }
    }

    private void write(DeviceArray array, Memory from) {
        int result = gpu.library().cuMemcpyHtoDAsync_v2(array.address(), from, from.size(), stream.handle);
        gpu.check(result, "copying to the GPU");
        stream.finish(); // the copy may read "from" until then
    }

    /** Fills {@code numbers} from the start of an array after all queued work has finished. */
    void read(DeviceArray array, double[] numbers) {
        try (Memory memory = new Memory((long) numbers.length * precision.bytes())) {
            read(array, memory);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = precision == Precision.FLOAT32
                        ? memory.getFloat((long) Float.BYTES * i)
                        : memory.getDouble((long) Double.BYTES * i);
            }
        }
    }

    /** Reads the double at the start of an array after all queued work has finished. */
    double readDouble(DeviceArray array) {
        try (Memory memory = new Memory(Double.BYTES)) {
            read(array, memory);
            return memory.getDouble(0);
        }
    }

    private void read(DeviceArray array, Memory to) {
        int result = gpu.library().cuMemcpyDtoHAsync_v2(to, array.address(), to.size(), stream.handle);
        gpu.check(result, "copying from the GPU");
        stream.finish();
    }

    /** Fills an array with zeros. */
    void clear(DeviceArray array) {
        int result = gpu.library().cuMemsetD8Async(array.address(), (byte) 0, array.bytes(), stream.handle);
        gpu.check(result, "clearing memory");
    }

    /** Frees all arrays. Errors are ignored, since a lost GPU returns one for every call. */
    @Override
    public void close() {
        List.copyOf(parts).forEach(DeviceMemory::close);
        for (DeviceArray array : arrays) {
            gpu.library().cuMemFree_v2(array.address());
            count(-array.bytes());
        }
        arrays.clear();
        if (whole != null) {
            whole.parts.remove(this);
        }
    }
}
