package io.mscale.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyArraysTest {

    private static final long MIB = 1 << 20;

    @ParameterizedTest(name = "caches of {0} KiB, heap of {1} MiB, {2} threads")
    @CsvSource({
        "      0,  4096,   2,  256,  256",
        "     16,  4096,   2,  256,  256",
        "  34944,  4096,   2,  256,  256",
        " 491520,  4096,   2, 1920, 1920",
        " 491520,  1024,   2, 1920,  512",
        " 491520,   512,   1, 1920,  256",
        "      0,   512, 128,  256,  256",
        "1048576, 65536,  64, 4096, 4096",
        "2359296, 65536,  64, 4096, 4096",
        "1048576, 65536,   1, 4096, 2048"
    })
    void planned_anyMachine_areAsLargeAsWantedOrAsHalfTheHeap(
            long cacheKib, long heapMib, int threads, long wantedMib, long mib) {
        CopyArrays arrays = CopyArrays.planned(cacheKib * 1024, heapMib * MIB, threads);

        assertThat(arrays.wantedBytes()).isEqualTo(wantedMib * MIB);
        assertThat(arrays.bytes()).isEqualTo(mib * MIB);
        assertThat(arrays.areLargeEnough()).isTrue();
    }

    @Test
    void planned_heapOfAFewMegabytes_isNotEnough() {
        assertThat(CopyArrays.planned(0, 255 * MIB, 2).areLargeEnough()).isFalse();
        assertThat(CopyArrays.planned(16 * 1024, 64 * MIB, 1).areLargeEnough()).isFalse();
    }
}
