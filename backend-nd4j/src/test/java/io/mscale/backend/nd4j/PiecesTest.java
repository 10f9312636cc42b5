package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {

    @ParameterizedTest
    @CsvSource({
        "1,1,3000,CPU",
        "1,3,10,CPU",
        "7,3,10,CPU",
        "10000,2,3000,CPU",
        "10001,3,3000,CPU",
        "10000,2,1000000,CPU",
        "999,2,7,CPU",
        "10001,1,3000,GPU",
        "1000000,1,3000,GPU"
    })
    void of_anyBatch_coversEachSampleOnce(int samples, int threads, int width, Grain grain) {
        Pieces pieces = Pieces.of(samples, network(width), threads, grain);

        int next = 0;
        for (int p = 0; p < pieces.count(); p++) {
            assertThat(pieces.first(p)).isEqualTo(next);
            assertThat(pieces.size(p)).isBetween(1, Math.max(Pieces.SMALLEST, grain.layerValues() / width));
            next += pieces.size(p);
        }
        assertThat(next).isEqualTo(samples);
    }

    @Test
    void of_paperBatchOnAGpu_isOnePiece() {
        assertThat(Pieces.of(10_000, network(3000), 1, Grain.GPU).count()).isOne();
    }

    /** A hidden width of a shared trunk counts one block; there is one for each scale. */
    @Test
    void of_sharedTrunk_countsAllBlocks() {
        NetworkSpec network = new NetworkSpec(
                Structure.SHARED_TRUNK, 1, List.of(6, 1000), 1, new Scales.Linear(3), Activation.SIN, Activation.RELU);

        assertThat(Pieces.of(10_000, network, 1, Grain.CPU).size())
                .isEqualTo(Pieces.of(10_000, network(3000), 1, Grain.CPU).size());
    }

    private static NetworkSpec network(int width) {
        return new NetworkSpec(Structure.DENSE, 1, List.of(width, 5), 1, Scales.one(), Activation.SIN, Activation.RELU);
    }
}
