package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "7,3", "512,1", "513,1", "1024,2", "1025,2", "10000,2", "10001,3"})
    void of_anyBatch_coversEachSampleOnceInPiecesThatFit(int samples, int threads) {
        Pieces pieces = Pieces.of(samples, threads);
        int[] seen = new int[samples];
        for (int thread = 0; thread < threads; thread++) {
            for (int turn = 0; turn < pieces.perThread(); turn++) {
                int first = pieces.first(thread, turn);
                for (int s = 0; s < pieces.valid(first); s++) {
                    seen[first + s]++;
                }
            }
        }
        assertThat(seen).containsOnly(1);
        assertThat(pieces.size()).isBetween(1, Pieces.LARGEST);
    }

    @ParameterizedTest
    @CsvSource({"1000,2,3", "1024,1,2", "1001,1,512"})
    void of_samplesOfSeveralRows_fitARowOfABuffer(int samples, int threads, int rows) {
        Pieces pieces = Pieces.of(samples, threads, rows);
        assertThat(rows * pieces.size()).isBetween(1, Pieces.LARGEST);
        assertThat(pieces.size() * threads * pieces.perThread()).isGreaterThanOrEqualTo(samples);
    }

    @Test
    void of_samplesLongerThanARow_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pieces.of(10, 1, Pieces.LARGEST + 1));
    }

    /**
     * Pieces cost the same whether they are full or not. A thread has {@code perThread} of them, so with S samples and T
     * threads none computes as many as {@code S / T + perThread} samples.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 500, 511, 513, 997, 1500, 3000, 9999, 10_000, 65_537})
    void of_upTo128Threads_nobodyComputesMuchMoreThanTheMean(int samples) {
        for (int threads = 1; threads <= 128; threads++) {
            Pieces pieces = Pieces.of(samples, threads);
            int[] seen = new int[samples];
            for (int thread = 0; thread < threads; thread++) {
                int full = 0;
                for (int turn = 0; turn < pieces.perThread(); turn++) {
                    int first = pieces.first(thread, turn);
                    full += pieces.valid(first) > 0 ? pieces.size() : 0;
                    for (int s = 0; s < pieces.valid(first); s++) {
                        seen[first + s]++;
                    }
                }
                assertThat((double) full)
                        .as("thread %d of %d", thread, threads)
                        .isLessThan(samples / (double) threads + pieces.perThread());
                assertThat(full > 0)
                        .as("thread %d of %d is busy", thread, threads)
                        .isEqualTo(thread < pieces.busyThreads());
            }
            assertThat(seen).containsOnly(1);
        }
    }
}
