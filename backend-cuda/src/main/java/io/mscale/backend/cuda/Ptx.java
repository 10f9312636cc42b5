package io.mscale.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kernels' PTX, which {@code src/main/cuda/make-ptx} makes of their source. */
final class Ptx {

    /** The least compute capability it can be compiled for, times ten. */
    static final int LEAST_CAPABILITY = 60;

    private Ptx() {}

    /** The file of an arithmetic. */
    static String file(Arithmetic arithmetic) {
        return "kernels-" + arithmetic.module() + ".ptx";
    }

    /** The PTX of an arithmetic. */
    static String text(Arithmetic arithmetic) {
        try (InputStream stream = Ptx.class.getResourceAsStream(file(arithmetic))) {
            if (stream == null) {
                throw new IllegalStateException("the jar of backend cuda lacks " + file(arithmetic));
            }
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
