package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlibcTest {

    private static final String JVM = """
            55d0c0a00000-55d0c0a01000 r--p 00000000 fe:00 1234 /usr/lib/jvm/java-17-openjdk/bin/java
            7f2a10000000-7f2a10021000 rw-p 00000000 00:00 0
            7f2a30000000-7f2a31000000 r-xp 00000000 fe:00 99 /usr/lib/jvm/java-17-openjdk/lib/server/libjvm.so
            """;

    @Test
    void obstacle_jvmOfAlpineLinux_namesMuslAndTheWayOut() {
        String maps = JVM + "7f2a40000000-7f2a40015000 r--p 00000000 fe:00 7 /lib/ld-musl-x86_64.so.1\n";

        assertThat(Glibc.obstacle("PyTorch", maps)).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("needs glibc: ")
                .contains("musl", "PyTorch's native libraries", "a backend in plain Java"));
    }

    @Test
    void obstacle_jvmLinkedWithGlibc_isNone() {
        String maps = JVM + "7f2a40000000-7f2a40015000 r--p 00000000 fe:00 7 /lib/x86_64-linux-gnu/libc.so.6\n";

        assertThat(Glibc.obstacle("PyTorch", maps)).isEmpty();
        assertThat(Glibc.obstacle("PyTorch", "")).isEmpty();
    }
}
