package org.example.ripples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.WrongChoiceException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of this very function and its option: they change with it. The conformance test needs no change. */
class RipplesTaskTest {

    private final FittingTask interval = new RipplesTask();
    private final FittingTask square = interval.configured(Map.of("axes", "2"));

    @Test
    void target_atAPoint_isTheFormula() {
        double waves = Math.sin(0.5) + Math.sin(1.5) + Math.sin(4);

        assertThat(interval.target(new double[] {-0.1})[0]).isCloseTo(0.1 - waves, within(1e-12));
        assertThat(square.target(new double[] {0, 0.3})).containsExactly(0);
    }

    @Test
    void axes_decideOnKinkAndPicture() {
        assertThat(interval.kinks()).containsExactly(0.0);
        assertThat(interval.picture()).isEmpty();
        assertThat(square.kinks()).isEmpty();
        assertThat(square.picture()).isPresent();
    }

    @Test
    void configured_withThreeAxes_isRefused() {
        Map<String, String> three = Map.of("axes", "3");

        assertThatThrownBy(() -> interval.configured(three)).isInstanceOf(WrongChoiceException.class);
    }
}
