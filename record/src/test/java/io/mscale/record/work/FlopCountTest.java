package io.mscale.record.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.training.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlopCountTest {

    @Test
    void of_paperNetwork_countsTwoPerWeightForward() {
        FlopCount flops = FlopCount.of(plain(1, List.of(3000, 100, 100, 100), 1), Loss.meanSquaredError());
        assertThat(flops.forwardPerSample()).isEqualTo(2 * 323_100);
        assertThat(flops.backwardPerSample()).isEqualTo(4 * 323_100 - 2 * 3000);
        assertThat(flops.perStep(10_000)).isEqualTo((6 * 323_100 - 2 * 3000) * 10_000.0);
    }

    @Test
    void of_oneHiddenLayer_hasNoInputGradientInTheFirstLayer() {
        // 2-3-1: W0 has 6 weights (forward and weight gradient), W1 has 3 (forward, both gradients)
        assertThat(FlopCount.of(plain(2, List.of(3), 1), Loss.meanSquaredError()))
                .isEqualTo(new FlopCount(18, 24));
    }

    /** The least that any backend does: a network's gradient by its inputs is one pass back, however many they are. */
    @Test
    void of_lossesOfEquations_areTimesTheWorkOfAFit() {
        NetworkSpec network = plain(3, List.of(3), 1);
        double fit = FlopCount.of(network, Loss.meanSquaredError()).perStep(10);

        assertThat(FlopCount.of(network, Loss.energy()).perStep(10)).isEqualTo(2 * fit);
        assertThat(FlopCount.of(network, Loss.residual()).perStep(10)).isEqualTo(5 * fit);
    }

    @Test
    void of_frozenFirstLayer_needsNoGradientThere() {
        // 1-8-6-1: 8 + 48 + 6 weights; W0 forward only, W1 without its input's gradient
        NetworkSpec network = Variant.FOURIER.network(new NetworkRequest(
                1, List.of(8, 6), 1, Scales.one(), Activation.SIN, Activation.SIN, false, Baselines.PUBLISHED));

        assertThat(FlopCount.of(network, Loss.meanSquaredError())).isEqualTo(new FlopCount(2 * 62, 2 * 48 + 4 * 6));
    }

    private static NetworkSpec plain(int inputs, List<Integer> hiddenWidths, int outputs) {
        return new NetworkSpec(
                Structure.DENSE, inputs, hiddenWidths, outputs, Scales.one(), Activation.SIN, Activation.RELU);
    }
}
