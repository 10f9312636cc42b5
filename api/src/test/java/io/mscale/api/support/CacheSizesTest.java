package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSizesTest {

    @TempDir
    private Path processors = Path.of("");

    private void cache(int processor, int index, String level, String type, String sharedBy, String size)
            throws IOException {
        Path folder = Files.createDirectories(processors.resolve("cpu" + processor + "/cache/index" + index));
        Files.writeString(folder.resolve("level"), level + "\n");
        Files.writeString(folder.resolve("type"), type + "\n");
        Files.writeString(folder.resolve("shared_cpu_list"), sharedBy + "\n");
        Files.writeString(folder.resolve("size"), size + "\n");
    }

    @Test
    void allTogether_sharedCache_countsOnce() throws IOException {
        for (int processor = 0; processor < 2; processor++) {
            cache(processor, 0, "1", "Data", "" + processor, "32K");
            cache(processor, 1, "1", "Instruction", "" + processor, "16K");
            cache(processor, 3, "3", "Unified", "0-1", "32768K");
        }

        assertThat(CacheSizes.allTogether(processors)).isEqualTo((2 * 32 + 2 * 16 + 32768) * 1024);
    }

    @Test
    void allTogether_systemThatDoesNotTell_isZero() throws IOException {
        assertThat(CacheSizes.allTogether(processors)).isZero();
        assertThat(CacheSizes.allTogether(processors.resolve("missing"))).isZero();

        cache(0, 0, "1", "Data", "0", "a lot");

        assertThat(CacheSizes.allTogether(processors)).isZero();
    }

    @Test
    void largest_unlikeProcessors_isTheLargerOnes() throws IOException {
        assertThat(CacheSizes.largest(processors, 2)).isZero();

        cache(0, 0, "1", "Data", "0", "32K");
        cache(0, 2, "2", "Unified", "0", "512K");
        cache(4, 2, "2", "Unified", "4-7", "2048K");

        assertThat(CacheSizes.largest(processors, 2)).isEqualTo(2048 * 1024);
        assertThat(CacheSizes.largest(processors, 3)).isZero();

        cache(5, 2, "2", "Unified", "4-7", "large");

        assertThat(CacheSizes.largest(processors, 2)).isZero();
    }

    @Test
    void secondLevel_sharedByProcessors_isAProcessorsShare() throws IOException {
        cache(0, 0, "1", "Data", "0,4", "32K");
        cache(0, 1, "2", "Unified", "0,4", "1024K");
        cache(0, 2, "3", "Unified", "0-7", "32768K");

        assertThat(CacheSizes.secondLevel(processors)).isEqualTo(512 * 1024);

        cache(0, 1, "2", "Unified", "0-2,4", "1024K");

        assertThat(CacheSizes.secondLevel(processors)).isEqualTo(256 * 1024);
    }

    @Test
    void secondLevel_systemThatDoesNotTell_isZero() throws IOException {
        assertThat(CacheSizes.secondLevel(processors)).isZero();

        cache(0, 0, "1", "Data", "0", "32K");

        assertThat(CacheSizes.secondLevel(processors)).isZero();

        cache(0, 1, "2", "Unified", "", "1024K");

        assertThat(CacheSizes.secondLevel(processors)).isZero();
    }
}
