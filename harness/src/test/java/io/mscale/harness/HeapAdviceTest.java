package io.mscale.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapAdviceTest {

    @ParameterizedTest
    @CsvSource({"25165824, 8", "4294967296, 8", "4294967297, 10", "34359738368, 64"})
    void advised_anyHeap_isAtLeastTwiceAsLarge(long heap, long gibibytes) {
        assertThat(HeapAdvice.advised(heap)).isEqualTo(gibibytes);
    }

    @Test
    void of_whatIsNoHeap_advisesNoHeap() {
        assertThat(HeapAdvice.of(new OutOfMemoryError("unable to create native thread"), "..."))
                .isEqualTo("out of memory: unable to create native thread");
    }
}
