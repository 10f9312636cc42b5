package io.mscale.worker.external;

/** An external worker did something that the protocol does not allow. The message says what, in one line. */
final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1;

    ProtocolException(String message) {
        super(message);
    }
}
