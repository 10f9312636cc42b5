package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

    @Test
    void of_smallNetwork_putsWeightsThenBiasesLayerByLayer() {
        assertThat(ParameterLayout.of(Networks.plain(2, List.of(3, 4), 1)))
                .isEqualTo(new ParameterLayout(
                        List.of(
                                new ParameterLayout.Layer(2, 3, 0, 6),
                                new ParameterLayout.Layer(3, 4, 9, 21),
                                new ParameterLayout.Layer(4, 1, 25, 29)),
                        30));
    }

    @Test
    void of_paperNetwork_has326401Parameters() {
        assertThat(ParameterLayout.of(Networks.paper()).size()).isEqualTo(326_401);
    }

    @Test
    void of_networkTooLargeForAnArray_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterLayout.of(Networks.plain(1, List.of(50_000, 50_000), 1)))
                .withMessageContaining("more than 2147483647 parameters");
    }
}
