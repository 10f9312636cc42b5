package io.mscale.record.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Compares text with a file that was looked over by a person. */
public final class Golden {

    private Golden() {}

    /** Fails unless {@code text} is what the resource beside {@code test} holds. */
    public static void assertSame(Class<?> test, String resource, String text) throws IOException {
        try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(resource), resource)) {
            assertThat(text).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
