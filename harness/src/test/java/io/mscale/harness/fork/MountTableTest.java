package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountTableTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path given;

    private static String mount(Path point, String options) {
        return "36 35 98:0 / " + point.toString().replace(" ", "\\040") + " " + options
                + " shared:1 - ext4 /dev/sda rw";
    }

    @Test
    void forbidExecution_deepestMountDecides() throws IOException {
        Path outer = Files.createDirectory(given.toRealPath().resolve("a b"));
        Path inner = Files.createDirectory(outer.resolve("inner"));
        MountTable mounts = new MountTable(List.of(
                mount(Path.of("/"), "rw,relatime"),
                mount(outer, "rw,nosuid,nodev,noexec,relatime"),
                mount(inner, "rw")));

        assertThat(mounts.forbidExecution(outer)).isTrue();
        assertThat(mounts.forbidExecution(outer.resolve("not/there/yet"))).isTrue();
        assertThat(mounts.forbidExecution(inner.resolve("x"))).isFalse();
        assertThat(mounts.forbidExecution(outer.resolveSibling("a b c"))).isFalse();
        assertThat(mounts.forbidExecution(given)).isFalse();
    }

    @Test
    void forbidExecution_laterMountAtTheSamePlace_hidesTheEarlier() throws IOException {
        Path point = given.toRealPath();

        assertThat(new MountTable(List.of(mount(point, "rw"), mount(point, "noexec"))).forbidExecution(point))
                .isTrue();
        assertThat(new MountTable(List.of(mount(point, "noexec"), mount(point, "rw"))).forbidExecution(point))
                .isFalse();
    }

    @Test
    void forbidExecution_systemThatDoesNotTell_forbidsNothing() {
        assertThat(new MountTable(List.of("", "nonsense")).forbidExecution(given))
                .isFalse();
    }
}
