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

    @Override
    public String getMessage() {
        return message;
    }

    /** The driver's CUresult. */
    int result() {
        return result;
    }
}
