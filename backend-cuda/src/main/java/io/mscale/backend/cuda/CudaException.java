package io.mscale.backend.cuda;

/** The driver refused a call, or the GPU was lost. The message is one line that says what was being done. */
final class CudaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String message;
    private final int result;

    CudaException(String message, int result) {
        super(message);
        this.message = message;
        this.result = result;
    }

    /** The GPU's memory ran out: of what, one line. */
    static CudaException outOfMemory(String what) {
        CudaException exception = new CudaException("out of memory: " + what, Driver.OUT_OF_MEMORY);
        exception.initCause(new OutOfMemoryError(what)); // by which the program knows
        return exception;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The driver's CUresult. */
    int result() {
        return result;
    }
}
