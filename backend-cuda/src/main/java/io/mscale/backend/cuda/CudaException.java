package io.mscale.backend.cuda;

/**
 * Thrown if the driver rejects a call or the GPU is lost. The message is one line that includes the attempted
 * operation.
 */
final class CudaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int result;

    CudaException(String message, int result) {
        super(message);
        this.result = result;
    }

    /** Creates the exception for exhausted GPU memory. */
    static CudaException outOfMemory(String what) {
        CudaException exception = new CudaException("out of memory: " + what, Driver.OUT_OF_MEMORY);
        exception.initCause(new OutOfMemoryError(what)); // the worker recognises out-of-memory failures by this cause
        return exception;
    }

    /** The driver's CUresult. */
    int result() {
        return result;
    }
}
