package io.mscale.record.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {

    /** The JVM's own: no heap has room for such an array. */
    private static OutOfMemoryError real() {
        return catchThrowableOfType(OutOfMemoryError.class, () -> assertThat(new long[Integer.MAX_VALUE])
                .isEmpty());
    }

    @Test
    void behind_realError_isFoundHoweverItIsWrapped() {
        OutOfMemoryError error = real();

        assertThat(OutOfMemory.behind(error)).containsSame(error);
        assertThat(OutOfMemory.behind(new IllegalStateException("cannot draw", error)))
                .containsSame(error);
        assertThat(OutOfMemory.behind(new IllegalStateException("no luck"))).isEmpty();
        assertThat(OutOfMemory.inWords(error)).startsWith("out of memory: ");
    }

    @Test
    void behind_errorOfAThreadPool_hasItsMessage() {
        OutOfMemoryError error = catchThrowableOfType(
                OutOfMemoryError.class,
                () -> IntStream.range(0, 1000).parallel().forEach(i -> {
                    throw new OutOfMemoryError("Java heap space");
                }));

        assertThat(OutOfMemory.behind(error))
                .hasValueSatisfying(found -> assertThat(found).hasMessage("Java heap space"));
    }

    @Test
    void inWords_heap_saysHowLargeItIs() {
        OutOfMemoryError error = OutOfMemory.whileReading("big.csv", new OutOfMemoryError("Java heap space"));

        assertThat(OutOfMemory.isOfTheHeap(error)).isTrue();
        assertThat(OutOfMemory.inWords(error))
                .matches("out of memory: Java heap space while reading 'big\\.csv'; the heap of this JVM is \\d+ MiB");
    }

    @Test
    void inWords_anythingElse_saysNothingOfTheHeap() {
        OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");

        assertThat(OutOfMemory.isOfTheHeap(error)).isFalse();
        assertThat(OutOfMemory.inWords(error)).isEqualTo("out of memory: unable to create native thread");
    }
}
