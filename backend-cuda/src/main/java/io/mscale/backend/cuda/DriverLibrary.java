package io.mscale.backend.cuda;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The entry points of the CUDA driver API used by this backend, as specified in NVIDIA's reference manual "CUDA Driver
 * API". Each returns a CUresult, 0 for success. Device addresses and sizes are long, handles are pointers.
 */
@SuppressWarnings({"checkstyle:MethodName", "UnusedReturnValue"})
interface DriverLibrary extends Library {

    int cuInit(int flags);

    int cuDriverGetVersion(IntByReference version);

    int cuGetErrorName(int result, PointerByReference name);

    int cuGetErrorString(int result, PointerByReference text);

    int cuDeviceGetCount(IntByReference count);

    int cuDeviceGet(IntByReference device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

    int cuDevicePrimaryCtxRetain(PointerByReference context, int device);

    int cuCtxSetCurrent(Pointer context);

    int cuModuleLoadDataEx(
            PointerByReference module, Pointer image, int options, @Nullable Pointer names, @Nullable Pointer values);

    int cuModuleGetFunction(PointerByReference function, Pointer module, String name);

    int cuMemGetInfo_v2(LongByReference free, LongByReference total);

    int cuMemAlloc_v2(LongByReference address, long bytes);

    int cuMemFree_v2(long address);

    int cuMemcpyHtoDAsync_v2(long to, Pointer from, long bytes, Pointer stream);

    int cuMemcpyDtoHAsync_v2(Pointer to, long from, long bytes, Pointer stream);

    int cuMemcpyDtoDAsync_v2(long to, long from, long bytes, Pointer stream);

    int cuMemsetD8Async(long to, byte value, long bytes, Pointer stream);

    int cuStreamCreate(PointerByReference stream, int flags);

    int cuStreamDestroy_v2(Pointer stream);

    int cuStreamSynchronize(Pointer stream);

    int cuStreamBeginCapture_v2(Pointer stream, int mode);

    int cuStreamEndCapture(Pointer stream, PointerByReference graph);

    int cuGraphInstantiateWithFlags(PointerByReference executable, Pointer graph, long flags);

    int cuGraphLaunch(Pointer executable, Pointer stream);

    int cuGraphDestroy(Pointer graph);

    int cuGraphExecDestroy(Pointer executable);

    int cuLaunchKernel(
            Pointer function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            Pointer stream,
            Pointer arguments,
            @Nullable Pointer extra);
}
