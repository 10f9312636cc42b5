package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.MachineState.Cause;
import io.mscale.results.evidence.MachineState.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MachineStateTest {

    private static final double[] QUIET = {24, 23, 24};

    private static CellRecord cell() {
        return Samples.ok("ejml", "multi", 0.1);
    }

    private static ReportedCell reported(CellRecord... cells) {
        return new ReportedRun("", Samples.FOLDER, Samples.run(cells)).cells().get(0);
    }

    private static List<Cause> causes(Disturbance disturbance) {
        return reported(Samples.withDisturbance(cell(), disturbance)).state().causes();
    }

    private static List<Cause> causes(Disturbance.@Nullable MachineUse machine) {
        return causes(Disturbances.of(QUIET, machine));
    }

    private static Disturbance.MachineUse use(double seconds, int processors, double others) {
        return new Disturbance.MachineUse(seconds, processors, others, null, null, null, null, null);
    }

    @Test
    void state_quietMachine_isNotDisturbed() {
        ReportedCell cell = reported(Samples.withCanary(cell(), QUIET));
        assertThat(cell.isDisturbed()).isFalse();
        assertThat(cell.state().canary()).containsExactly(1, 23.0 / 24, 1);
    }

    @Test
    void state_nobodyWatched_isUnknown() {
        assertThat(reported(cell()).state()).isEqualTo(MachineState.UNKNOWN);
        assertThat(reported(Samples.failed("ejml", CellStatus.CRASHED, null)).state())
                .isEqualTo(MachineState.UNKNOWN);
        assertThat(causes((Disturbance.MachineUse) null)).isEmpty();
    }

    @Test
    void state_othersOnNeededProcessors_isDisturbed() {
        assertThat(causes(use(10, 2, 0.2))).containsExactly(new Cause(Kind.OTHERS, 0.4));
        assertThat(causes(use(10, 2, 0.04))).isEmpty();
        assertThat(causes(use(0.2, 2, 0.2)))
                .as("less than what is counted exactly")
                .isEmpty();
    }

    @Test
    void state_othersOnFreeProcessors_isNotDisturbed() {
        assertThat(causes(use(10, 8, 0.7))).as("5.6 of 8, two threads").isEmpty();
        assertThat(causes(use(10, 8, 0.8))).extracting(Cause::kind).containsExactly(Kind.OTHERS);
    }

    @Test
    void state_moreThreadsThanProcessors_isNoDisturbanceOfItself() {
        assertThat(causes(use(10, 1, 0.05))).isEmpty();
        assertThat(causes(use(10, 1, 0.2))).extracting(Cause::kind).containsExactly(Kind.OTHERS);
    }

    @Test
    void state_hostOrQuota_isDisturbed() {
        Disturbance.Quota quota = new Disturbance.Quota(1.5, 100, 30, 2.4);
        assertThat(causes(new Disturbance.MachineUse(10, 2, 0.0, 0.06, null, null, quota, null)))
                .containsExactly(new Cause(Kind.STEAL, 0.06), new Cause(Kind.QUOTA, 0.12));
        Disturbance.Quota ample = new Disturbance.Quota(1.5, 100, 3, 0.4);
        assertThat(causes(new Disturbance.MachineUse(10, 2, 0.0, 0.01, null, null, ample, null)))
                .isEmpty();
    }

    @Test
    void state_slowReadings_countFromAQuarterOn() {
        assertThat(causes(Disturbances.of(new double[] {24, 12, 24, 24, 15, 24, 24, 24}, null)))
                .containsExactly(new Cause(Kind.SLOW, 13.5 / 24));
        assertThat(causes(Disturbances.of(new double[] {24, 12, 24, 24, 15, 24, 24, 24, 24}, null)))
                .isEmpty();
    }

    @Test
    void state_oneSlowReading_isAHiccup() {
        assertThat(causes(Disturbances.of(new double[] {24, 12}, null))).isEmpty();
    }

    @Test
    void state_bestOfAnotherCell_counts() {
        CellRecord slow = Samples.withCanary(cell(), 12, 12, 12);
        CellRecord quiet = Samples.withCanary(Samples.ok("djl", "multi", 0.1), 20, 24);
        assertThat(reported(slow).isDisturbed()).as("alone").isFalse();
        assertThat(reported(slow, quiet).state().causes()).containsExactly(new Cause(Kind.SLOW, 0.5));
        CellRecord onGpu = Samples.at(quiet, "gpu", "fit1d");
        assertThat(reported(slow, onGpu).isDisturbed()).as("of another device").isFalse();
        CellRecord fourThreads = Samples.with(quiet, "timing.disturbance.threads", 4);
        assertThat(reported(slow, fourThreads).isDisturbed())
                .as("of more threads")
                .isFalse();
    }

    @Test
    void state_everything_isTold() {
        assertThat(causes(Disturbances.complete()))
                .extracting(Cause::kind)
                .containsExactly(Kind.OTHERS, Kind.STEAL, Kind.QUOTA, Kind.GPU_POWER, Kind.GPU_HEAT, Kind.GPU_SHARED);
    }

    @Test
    void disturbed_ofAnEntry_areTheRepeatsThatEndedWell() {
        CellRecord[] cells = {
            Samples.withCanary(Samples.ok("ejml", "multi", 1, 0.1), 12, 12),
            Samples.withCanary(Samples.ok("ejml", "multi", 2, 0.1), 24, 24),
            Samples.withStatus(Samples.withCanary(Samples.ok("ejml", "multi", 3, 0.1), 12, 12), CellStatus.CRASHED)
        };
        Entry entry = Entry.of(new ReportedRun("", Samples.FOLDER, Samples.run(cells)).cells())
                .get(0);
        assertThat(entry.disturbed())
                .singleElement()
                .extracting(ReportedCell::id)
                .isEqualTo(cells[0].id());
        assertThat(entry.isMostlyDisturbed()).isFalse();
        assertThat(cells[0].testMse()).isCloseTo(0.1, within(1e-12));
    }
}
