package io.mscale.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Precision;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class PeakRateTest {

    @Test
    void kernels_inAJvmWithoutTheModule_areNone() {
        assertThat(PeakRate.kernels(EnumSet.allOf(Precision.class))).isEmpty();
    }
}
