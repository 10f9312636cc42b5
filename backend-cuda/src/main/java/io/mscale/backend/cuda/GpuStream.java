package io.mscale.backend.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** A queue of work that a GPU executes in order. */
final class GpuStream implements AutoCloseable {

    /** CU_STREAM_NON_BLOCKING. */
    private static final int NON_BLOCKING = 1;

    final Gpu gpu;

    /** The driver's handle. */
    final Pointer handle;

    private GpuStream(Gpu gpu, Pointer handle) {
        this.gpu = gpu;
        this.handle = handle;
    }

    static GpuStream open(Gpu gpu) {
        PointerByReference created = new PointerByReference();
        gpu.check(gpu.library().cuStreamCreate(created, NON_BLOCKING), "opening a stream");
        return new GpuStream(gpu, created.getValue());
    }

    /** Waits until all queued work has finished. */
    void finish() {
        gpu.check(gpu.library().cuStreamSynchronize(handle), "computing on " + gpu.name);
    }

    /** Closes the stream. Errors are ignored, since a lost GPU returns one for every call. */
    @Override
    public void close() {
        gpu.library().cuStreamDestroy_v2(handle);
    }
}
