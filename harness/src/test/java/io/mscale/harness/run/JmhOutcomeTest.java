package io.mscale.harness.run;

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
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.JmhScore;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.cell.TimingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JmhOutcomeTest {

    private static final CellRecord.Jmh SCORES = new CellRecord.Jmh(new JmhScore(1, null, null), null);

    private static CellRecord cell(String timing, CellStatus status, @Nullable String reason) {
        CellSpec spec = new CellSpec(
                0,
                1,
                new Cell(
                        new CellIdentity(
                                "cell",
                                "ejml",
                                Device.CPU,
                                "fit1d",
                                Variant.SINGLE,
                                Preset.SMOKE,
                                1,
                                1,
                                Precision.FLOAT32,
                                "",
                                ""),
                        new CellSpec.Network(
                                new NetworkSpec(
                                        Structure.DENSE,
                                        1,
                                        List.of(2),
                                        1,
                                        Scales.one(),
                                        Activation.SIN,
                                        Activation.RELU),
                                Initialization.UNIFORM),
                        new CellSpec.Training(10, 20, 10, 20, Loss.meanSquaredError(), "adam", 0.1, 0),
                        new CellSpec.Measurement(TimingMode.named(timing), 0.01, false, null, 60, null, false),
                        WorkerSettings.NONE,
                        TaskSettings.NONE));
        return new CellHistory(spec).toRecord(status, reason);
    }

    @Test
    void isWanted_onlyOfCellsThatEndedWellUnderThatTiming() {
        assertThat(JmhOutcome.isWanted(cell("jmh", CellStatus.OK, null))).isTrue();
        assertThat(JmhOutcome.isWanted(cell("steps", CellStatus.OK, null))).isFalse();
        assertThat(JmhOutcome.isWanted(cell("jmh", CellStatus.FAILED, "diverged")))
                .isFalse();
    }

    @Test
    void isComplete_needsScoresAndNoProblem() {
        CellRecord cell = cell("jmh", CellStatus.OK, null);

        assertThat(JmhOutcome.isComplete(cell)).isFalse();
        assertThat(JmhOutcome.isComplete(cell.withJmh(SCORES))).isTrue();
        assertThat(JmhOutcome.isComplete(
                        JmhOutcome.withProblem(cell.withJmh(SCORES), CellStatus.OK, "JMH: predict: no luck")))
                .isFalse();
        assertThat(JmhOutcome.isComplete(cell("steps", CellStatus.OK, null))).isTrue();
    }

    @Test
    void withProblem_keepsWhatTheReasonSaid() {
        CellRecord stopped = cell("jmh", CellStatus.OK, "time limit reached");

        CellRecord failed = JmhOutcome.withProblem(stopped, CellStatus.OK, "JMH: no luck");

        assertThat(failed.reason()).isEqualTo("time limit reached; JMH: no luck");
        assertThat(JmhOutcome.hasProblem(failed)).isTrue();
        assertThat(JmhOutcome.withoutProblem(failed)).isEqualTo(stopped);
    }

    @Test
    void withoutProblem_nothingElseSaid_hasNoReason() {
        CellRecord failed = JmhOutcome.withProblem(cell("jmh", CellStatus.OK, null), CellStatus.OK, "JMH: no luck");

        assertThat(JmhOutcome.withoutProblem(failed).reason()).isNull();
    }
}
