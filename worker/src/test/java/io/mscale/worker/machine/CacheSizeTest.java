package io.mscale.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSizeTest {

    @TempDir
    private Path processors = Path.of("");

    private void cache(int processor, int index, String level, String type, String sharedBy, String size)
            throws IOException {
        FakeCache.write(processors, processor, index, level, type, sharedBy, size);
    }

    @Test
    void allTogether_sharedCache_countsOnce() throws IOException {
        for (int processor = 0; processor < 2; processor++) {
            cache(processor, 0, "1", "Data", "" + processor, "32K");
            cache(processor, 1, "1", "Instruction", "" + processor, "16K");
            cache(processor, 3, "3", "Unified", "0-1", "32768K");
        }

        assertThat(CacheSize.allTogether(processors)).isEqualTo((2 * 32 + 2 * 16 + 32768) * 1024);
    }

    @Test
    void allTogether_systemThatDoesNotTell_isZero() throws IOException {
        assertThat(CacheSize.allTogether(processors)).isZero();
        assertThat(CacheSize.allTogether(processors.resolve("missing"))).isZero();

        cache(0, 0, "1", "Data", "0", "a lot");

        assertThat(CacheSize.allTogether(processors)).isZero();
    }
}
