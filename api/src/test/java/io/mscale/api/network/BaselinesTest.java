package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    @Test
    void reaching_aFrequency_hasFeaturesBelowIt() {
        assertThat(Baselines.reaching(203 * Math.PI)).isEqualTo(new Baselines(32, List.of(1.0, 32.0), 8, 30));
        assertThat(Baselines.reaching(40)).isEqualTo(new Baselines(2, List.of(1.0, 2.0), 4, 30));
        assertThat(Baselines.reaching(1)).isEqualTo(new Baselines(0.05, List.of(0.025, 0.05), 1, 30));
    }
}
