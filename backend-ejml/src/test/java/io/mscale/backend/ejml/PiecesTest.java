package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
