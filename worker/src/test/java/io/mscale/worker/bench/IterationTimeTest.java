package io.mscale.worker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.api.training.Loss;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.work.FlopCount;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IterationTimeTest {

    private static CellSpec spec(int width, int samples, int batchSize, int testSize) {
        return new CellSpec(
                0,
                1,
                new Cell(
                        new CellIdentity(
                                "cell",
                                "linear",
                                Device.CPU,
                                "line",
                                Variant.SINGLE,
                                Preset.SMOKE,
                                1,
                                42,
                                Precision.FLOAT32,
                                "",
                                ""),
                        new CellSpec.Network(
                                new NetworkSpec(
                                        Structure.DENSE,
                                        1,
                                        List.of(width, width),
                                        1,
                                        Scales.one(),
                                        Activation.SIN,
                                        Activation.RELU),
                                Initialization.UNIFORM),
                        new CellSpec.Training(
                                10, samples, testSize, batchSize, Loss.meanSquaredError(), "adam", 0.1, 0),
                        new CellSpec.Measurement(TimingMode.JMH, 0.01, false, null, 60, null, false),
                        WorkerSettings.NONE,
                        TaskSettings.NONE));
    }

    private static long millis(CellSpec spec, OptionalDouble step) {
        return JmhMain.iteration(spec, step).convertTo(TimeUnit.MILLISECONDS);
    }

    @Test
    void of_shortStep_isHalfASecond() {
        assertThat(millis(spec(10, 20, 20, 10), OptionalDouble.empty())).isEqualTo(500);
        assertThat(millis(spec(10, 20, 20, 10), OptionalDouble.of(1e-6))).isEqualTo(500);
    }

    @Test
    void of_measuredStep_holdsFive() {
        assertThat(millis(spec(10, 20, 20, 10), OptionalDouble.of(0.4))).isEqualTo(2000);
    }

    @Test
    void of_unmeasuredStep_isEstimatedFromItsWork() {
        CellSpec spec = spec(2000, 10_000, 10_000, 10);
        double seconds =
                FlopCount.of(spec.network().spec(), spec.training().loss()).perStep(10_000) / 20e9;

        assertThat(millis(spec, OptionalDouble.empty())).isEqualTo((long) Math.ceil(5e3 * seconds));
    }

    @Test
    void of_predictionOfMoreSamplesThanAStep_holdsFiveOfThose() {
        // Forward is about a third of a step per sample; a hundred times the samples.
        assertThat(millis(spec(1000, 1000, 10, 1000), OptionalDouble.of(0.1))).isBetween(16_000L, 17_500L);
    }
}
