package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.backend.nd4j.NativeLayout.NeuronOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeuronOrderTest {

    private static final List<ActivationRun> TURNS = List.of(
            new ActivationRun(Activation.PHI, 0, 2),
            new ActivationRun(Activation.PSI, 2, 3),
            new ActivationRun(Activation.PHI, 3, 4),
            new ActivationRun(Activation.PSI, 4, 6));

    @Test
    void byActivation_activationsTakeTurns_oneRunEach() {
        NeuronOrder order = NeuronOrder.byActivation(6, TURNS);

        assertThat(order.column).containsExactly(0, 1, 3, 2, 4, 5);
        assertThat(order.runs)
                .containsExactly(new ActivationRun(Activation.PHI, 0, 3), new ActivationRun(Activation.PSI, 3, 6));
    }

    @Test
    void networksOwn_activationsTakeTurns_asGiven() {
        NeuronOrder order = new NeuronOrder(6, TURNS);

        assertThat(order.column).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(order.runs).isEqualTo(TURNS);
    }
}
