package io.mscale.record.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.training.Adam;
import org.junit.jupiter.api.Test;

class CellSpecTest {

    private final CellSpec spec = CellSpecs.withTiming(TimingMode.STEPS);

    @Test
    void modelSpec_names_becomeTypes() {
        assertThat(spec.modelSpec().network().scales()).isEqualTo(new Scales.Linear(3));
        assertThat(spec.modelSpec().training().adam()).isEqualTo(Adam.withDefaults(1e-3, 0.1));
        assertThat(spec.modelSpec().training().batchSeed()).isEqualTo(42);
        assertThat(spec.modelSpec().precision()).isEqualTo(Precision.FLOAT64);
        assertThat(spec.modelSpec().threads()).isEqualTo(2);
        assertThat(spec.initialization()).isEqualTo(Initialization.GLOROT);
        assertThat(spec.device()).isEqualTo(new Device(Device.Kind.GPU, 1));
    }

    @Test
    void samplesPerStep_batchSmallerThanTheSet_isTheBatch() {
        assertThat(spec.samplesPerStep()).isEqualTo(5);
    }

    @Test
    void withCellTimeoutSeconds_changesNothingElse() {
        CellSpec changed = spec.withCellTimeoutSeconds(5);
        assertThat(changed.measurement().cellTimeoutSeconds()).isEqualTo(5);
        assertThat(changed.withCellTimeoutSeconds(60)).isEqualTo(spec);
    }

    @Test
    void withPeakGflops_changesNothingElse() {
        CellSpec changed = spec.withPeakGflops(100.0);
        assertThat(changed.measurement().peakGflops()).isEqualTo(100);
        assertThat(changed.withCellTimeoutSeconds(5).measurement().peakGflops()).isEqualTo(100);
        assertThat(changed.withPeakGflops(null)).isEqualTo(spec);
    }
}
