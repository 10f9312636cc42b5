package io.mscale.record.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficCountTest {

    // 2-3-1: 9 + 4 = 13 parameters, 3 numbers a sample
    private final TrafficCount traffic = TrafficCount.of(plain(2, List.of(3), 1), Loss.meanSquaredError());

    @Test
    void of_oneHiddenLayer_countsParametersMomentsAndSamples() {
        assertThat(traffic).isEqualTo(new TrafficCount(3 * 13, 0, 3));
    }

    @Test
    void bytesPerStep_anyPrecision_readsAndWritesTheStateAndReadsTheSamples() {
        assertThat(traffic.bytesPerStep(5, Precision.FLOAT32)).isEqualTo((6 * 13 + 3 * 5) * 4);
        assertThat(traffic.bytesPerStep(5, Precision.FLOAT64)).isEqualTo((6 * 13 + 3 * 5) * 8);
    }

    @Test
    void bytesPerStep_millionsOfParameters_doesNotOverflow() {
        TrafficCount large = TrafficCount.of(plain(1, List.of(40_000, 40_000), 1), Loss.meanSquaredError());

        assertThat(large.bytesPerStep(1, Precision.FLOAT64)).isGreaterThan(6 * 1.6e9 * 8);
    }

    private static NetworkSpec plain(int inputs, List<Integer> hiddenWidths, int outputs) {
        return new NetworkSpec(
                Structure.DENSE, inputs, hiddenWidths, outputs, Scales.one(), Activation.SIN, Activation.RELU);
    }
}
