package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlopCountTest {

    @Test
    void of_paperNetwork_countsTwoPerWeightForward() {
        FlopCount flops = FlopCount.of(Networks.paper());
        assertThat(flops.forwardPerSample()).isEqualTo(2 * 323_100);
        assertThat(flops.backwardPerSample()).isEqualTo(4 * 323_100 - 2 * 3000);
        assertThat(flops.perStep(10_000)).isEqualTo((6 * 323_100 - 2 * 3000) * 10_000.0);
    }

    @Test
    void of_oneHiddenLayer_hasNoInputGradientInTheFirstLayer() {
        // 2-3-1: W0 has 6 weights (forward and weight gradient), W1 has 3 (forward, both gradients)
        assertThat(FlopCount.of(Networks.plain(2, List.of(3), 1))).isEqualTo(new FlopCount(18, 24));
    }
}
