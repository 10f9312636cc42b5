package io.mscale.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kernels' PTX, generated from their source by {@code src/main/cuda/make-ptx}. */
final class Ptx {

    /** The minimum compute capability that the PTX supports, times ten. */
    static final int LEAST_CAPABILITY = 60;

    private Ptx() {}

    /** Returns the file name of an arithmetic's PTX. */
    static String file(Arithmetic arithmetic) {
        return "kernels-" + arithmetic.module() + ".ptx";
    }

    /** Returns the PTX of an arithmetic. */
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
