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
import org.junit.jupiter.params.provider.ValueSource;

class GrainTest {

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
    void pieces_anyBatch_coversEachSampleOnce(int samples, int threads, int width, Grain grain) {
        List<Integer> pieces = grain.pieces(samples, network(width), threads);

        assertThat(pieces)
                .allSatisfy(size -> assertThat(size).isBetween(1, Math.max(Grain.SMALLEST, grain.layerValues / width)));
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(pieces.get(0)::equals);
        assertThat(pieces.stream().mapToInt(Integer::intValue).sum()).isEqualTo(samples);
    }

    /** Member t of T has pieces t, t + T, ...: with p of them at most, none has as many samples as S / T + p. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 500, 997, 1500, 3000, 9999, 10_000, 65_537})
    void pieces_upTo128Threads_nobodyHasMuchMoreThanTheMean(int samples) {
        for (int threads = 1; threads <= 128; threads++) {
            List<Integer> pieces = Grain.CPU.pieces(samples, network(3000), threads);
            int perThread = (pieces.size() + threads - 1) / threads;
            for (int member = 0; member < threads; member++) {
                int own = 0;
                for (int p = member; p < pieces.size(); p += threads) {
                    own += pieces.get(p);
                }
                assertThat((double) own)
                        .as("member %d of %d", member, threads)
                        .isLessThan(samples / (double) threads + perThread);
            }
        }
    }

    @Test
    void pieces_paperBatchOnAGpu_isOnePiece() {
        assertThat(Grain.GPU.pieces(10_000, network(3000), 1)).hasSize(1);
    }

    /** Each row of a sample has arrays of its own, all of which must fit the memory of a GPU. */
    @Test
    void pieces_ofSeveralRowsPerSample_areSmallerOnAGpuOnly() {
        NetworkSpec network = network(6000);

        assertThat(Grain.GPU.pieces(10_000, network, 1, 3)).hasSize(3).allSatisfy(size -> assertThat(size)
                .isLessThanOrEqualTo(Grain.GPU.layerValues / 6000 / 3));
        assertThat(Grain.CPU.pieces(10_000, network, 1, 3)).isEqualTo(Grain.CPU.pieces(10_000, network, 1));
    }

    /** A hidden width of a shared trunk counts one block; there is one for each scale. */
    @Test
    void pieces_sharedTrunk_countsAllBlocks() {
        NetworkSpec network = new NetworkSpec(
                Structure.SHARED_TRUNK, 1, List.of(6, 1000), 1, new Scales.Linear(3), Activation.SIN, Activation.RELU);

        assertThat(Grain.CPU.pieces(10_000, network, 1)).isEqualTo(Grain.CPU.pieces(10_000, network(3000), 1));
    }

    private static NetworkSpec network(int width) {
        return new NetworkSpec(Structure.DENSE, 1, List.of(width, 5), 1, Scales.one(), Activation.SIN, Activation.RELU);
    }
}
