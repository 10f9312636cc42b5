package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import java.util.List;
import java.util.stream.IntStream;
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

        assertThat(columns(order)).containsExactly(0, 1, 3, 2, 4, 5);
        assertThat(order.runs())
                .containsExactly(new ActivationRun(Activation.PHI, 0, 3), new ActivationRun(Activation.PSI, 3, 6));
    }

    @Test
    void unchanged_activationsTakeTurns_asGiven() {
        NeuronOrder order = NeuronOrder.unchanged(6, TURNS);

        assertThat(columns(order)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(order.runs()).isEqualTo(TURNS);
    }

    private static int[] columns(NeuronOrder order) {
        return IntStream.range(0, 6).map(order::column).toArray();
    }
}
