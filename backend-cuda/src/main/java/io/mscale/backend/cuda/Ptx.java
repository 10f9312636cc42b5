package io.mscale.backend.cuda;

import com.sun.jna.Memory;
import io.mscale.api.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kernels' PTX, which {@code src/main/cuda/make-ptx} makes of their source. */
final class Ptx {

    /** The least compute capability it can be compiled for, times ten. */
    static final int LEAST_CAPABILITY = 60;

    private Ptx() {}

    /** The file of a precision. */
    static String file(Precision precision) {
        return "kernels-" + precision.id() + ".ptx";
    }

    /** The PTX of a precision, as the driver wants it: with a 0 at the end. */
    static Memory image(Precision precision) {
        byte[] text = text(precision).getBytes(StandardCharsets.US_ASCII);
        Memory image = new Memory(text.length + 1L);
        image.write(0, text, 0, text.length);
        image.setByte(text.length, (byte) 0);
        return image;
    }

    /** The PTX of a precision. */
    static String text(Precision precision) {
        try (InputStream stream = Ptx.class.getResourceAsStream(file(precision))) {
            if (stream == null) {
                throw new IllegalStateException("the jar of backend cuda lacks " + file(precision));
            }
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
