package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.run.CanaryNoise;
import io.mscale.record.run.MachinePeak;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    private static MachinePeak peak(@Nullable Long arrayBytes, @Nullable Long wanted) {
        return new MachinePeak(262.0, 131.0, 40.0, arrayBytes, wanted, 512, 2);
    }

    @Test
    void of_arraysAsLargeAsWanted_saysNothingOfThem() {
        assertThat(DoctorCommand.peak(peak(268_435_456L, 268_435_456L)))
                .isEqualTo("262 GFLOP/s float32, 131 float64 on 2 threads with 512-bit vectors; copies at 40.0 GB/s");
    }

    @Test
    void of_arraysThatWereSmaller_saysSo() {
        assertThat(DoctorCommand.peak(peak(268_435_456L, 2_013_265_920L)))
                .endsWith("copies at 40.0 GB/s (arrays of 268 MB; 2.01 GB would leave all caches)");
    }

    @Test
    void of_aWorkerThatDidNotTell_isTheRateAlone() {
        assertThat(DoctorCommand.peak(peak(null, null))).endsWith("copies at 40.0 GB/s");
    }

    @Test
    void of_nothingMeasured_saysSo() {
        assertThat(DoctorCommand.peak(MachinePeak.notMeasured(2))).isEqualTo("not measured");
    }

    @Test
    void canary_readings_areRelativeToTheBest() {
        assertThat(DoctorCommand.canary(new CanaryNoise(2, 117, 0.97, 0.88, 0.99)))
                .isEqualTo("117 readings on 2 threads: median 97% of the best, nine tenths within 88% and 99%");
        assertThat(DoctorCommand.canary(CanaryNoise.notMeasured(2))).isEqualTo("not measured");
    }
}
