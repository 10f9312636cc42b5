package io.mscale.record.cell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.LibraryInfo;
import io.mscale.api.network.Scales;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellHistoryTest {

    private static final CellRecord.Parity AGREED = new CellRecord.Parity(5, 1e-6, 1e-5, 1e-6, true);

    private static final LibraryInfo LIBRARY = new LibraryInfo("EJML", "0.46", null, 2, null, null);

    private static final CellRecord.Accuracy ACCURACY =
            new CellRecord.Accuracy(0.01, 0.02, 0.1, 0.5, List.of(new CellRecord.Frequency(23, 0.3)));

    private final CellHistory history = new CellHistory(CellSpecs.withTiming(TimingMode.STEPS));

    private void begin() {
        history.add(new WorkerEvent.Started(0.1));
        history.add(new WorkerEvent.Library(0.2, LIBRARY, true));
        history.add(new WorkerEvent.Ready(1.5));
    }

    private void block(int step, int steps, double seconds) {
        history.add(new WorkerEvent.Steps(2, step, steps, seconds, 0.5));
    }

    /** A loss changes its meaning where a penalty grows: what counts is that it ever fell. */
    @Test
    void trainingErrorFell_losses_fellIfOneIsBelowTheFirst() {
        assertThat(CellHistory.trainingErrorFell(curve(3.0, -1.0, 5.0))).isTrue();
        assertThat(CellHistory.trainingErrorFell(curve(3.0, 3.5, 5.0))).isFalse();
        assertThat(CellHistory.trainingErrorFell(curve(3.0))).isTrue();
    }

    /** Nothing is known of the loss before the first step. */
    private static List<CellRecord.CurvePoint> curve(double... losses) {
        List<CellRecord.CurvePoint> curve = new ArrayList<>();
        curve.add(new CellRecord.CurvePoint(0, 0, null, 1.0, List.of(), null, null));
        for (double loss : losses) {
            curve.add(new CellRecord.CurvePoint(curve.size(), 1, null, 1.0, List.of(), null, loss));
        }
        return curve;
    }

    @Test
    void toRecord_completeLog_holdsAllOfIt() {
        begin();
        history.add(new WorkerEvent.Evaluation(1.6, 0, 0, 1.0, 1.1, List.of()));
        block(1, 1, 0.4);
        block(5, 4, 0.8);
        history.add(new WorkerEvent.Evaluation(2.5, 5, 1.2, 0.04, 0.05, List.of(new CellRecord.Frequency(23, 0.5))));
        history.add(
                new WorkerEvent.Finished(3, ACCURACY, new CellRecord.Memory(1_000_000L, 2_000L), CellStatus.OK, null));

        CellRecord record = history.toRecord(CellStatus.OK, null);

        assertThat(record.id()).isEqualTo("cell");
        assertThat(record.isOk()).isTrue();
        assertThat(record.library()).isEqualTo(LIBRARY);
        assertThat(record.parameters()).isEqualTo(10);
        assertThat(record.work().flopsPerStep()).isEqualTo((12 + 18) * 5);
        assertThat(record.work().bytesPerStep()).isEqualTo((6 * 10 + 2 * 5) * 8);
        assertThat(record.accuracy()).isEqualTo(ACCURACY);
        assertThat(record.testMse()).isEqualTo(0.02);
        assertThat(record.memory()).isEqualTo(new CellRecord.Memory(1_000_000L, 2_000L));
        assertThat(record.curve())
                .containsExactly(
                        new CellRecord.CurvePoint(0, 0, 1.0, 1.1, List.of()),
                        new CellRecord.CurvePoint(5, 1.2, 0.04, 0.05, List.of(new CellRecord.Frequency(23, 0.5))));
        Timing timing = requireNonNull(record.timing());
        assertThat(timing.startupSeconds()).isEqualTo(1.5);
        assertThat(timing.steps()).isEqualTo(5);
        assertThat(timing.trainSeconds()).isCloseTo(1.2, within(1e-12));
        assertThat(timing.stepsPerSecond()).isCloseTo(5 / 1.2, within(1e-12));
        assertThat(timing.gflops()).isCloseTo(150 / 0.3 / 1e9, within(1e-15));
        assertThat(timing.peakFraction()).as("of a peak that was not measured").isNull();
        assertThat(timing.timeToTarget()).isEqualTo(new CellRecord.TimeToTarget(0.1, 1.2, 5));
    }

    @Test
    void toRecord_rounds_areThoseThatBegan() {
        CellSpec one = CellSpecs.withTiming(TimingMode.STEPS);
        CellHistory inRounds = new CellHistory(Samples.with(one, "cell.training.rounds", new CellSpec.Rounds(3, true)));
        TrainedRound first = new TrainedRound(0, Scales.one(), 1);
        TrainedRound second = new TrainedRound(33, Scales.one(), 0.5);
        inRounds.add(new WorkerEvent.Round(1, first));
        inRounds.add(new WorkerEvent.Round(2, second));

        CellRecord record = inRounds.toRecord(CellStatus.INTERRUPTED, "by you");

        assertThat(record.work().trainedRounds()).containsExactly(first, second);
        assertThat(record.parameters()).isEqualTo(30);
    }

    @Test
    void toRecord_tangentKernel_isKept() {
        List<KernelRate> rates = List.of(new KernelRate(0, "[0, 1]", 3), new KernelRate(23, "[0, 1]", 0.5));
        begin();
        history.add(new WorkerEvent.Kernel(1.6, rates));

        CellRecord record = history.toRecord(CellStatus.OK, null);

        assertThat(record.kernel()).isEqualTo(rates);
        assertThat(record.withOutcome(CellStatus.CRASHED, "so").kernel()).isEqualTo(rates);
        assertThat(record.withTiming(null).kernel()).isEqualTo(rates);
        assertThat(record.withoutSeries().kernel()).isEqualTo(rates);
    }

    @Test
    void toRecord_watchedMachine_keepsEveryReading() {
        Disturbance complete = Samples.with(Disturbances.complete(), "threads", 1);
        begin();
        for (Disturbance.CanaryReading reading : complete.canary()) {
            history.add(new WorkerEvent.Canary(2, reading.seconds(), reading.rate()));
        }
        Disturbance cutOff = requireNonNull(
                requireNonNull(history.toRecord(CellStatus.CRASHED, null).timing())
                        .disturbance());
        assertThat(cutOff.canary()).isEqualTo(complete.canary());
        assertThat(cutOff.othersShare()).isNull();

        history.add(new WorkerEvent.Machine(3, requireNonNull(complete.machine()), complete.gpu()));

        CellRecord record = history.toRecord(CellStatus.OK, null);
        assertThat(requireNonNull(record.timing()).disturbance()).isEqualTo(complete);
        assertThat(requireNonNull(record.withJmh(new CellRecord.Jmh(null, null)).timing())
                        .disturbance())
                .isEqualTo(complete);
    }

    @Test
    void withoutSeries_manyReadings_areThinnedEvenly() {
        begin();
        for (int i = 0; i < 320; i++) {
            history.add(new WorkerEvent.Canary(2, i, 24));
        }
        Timing small = requireNonNull(
                history.toRecord(CellStatus.OK, null).withoutSeries().timing());
        assertThat(requireNonNull(small.disturbance()).canary())
                .hasSize(32)
                .extracting(Disturbance.CanaryReading::seconds)
                .startsWith(0.0, 10.0, 20.0)
                .endsWith(310.0);
    }

    @Test
    void toRecord_measuredPeak_isRelatedToIt() {
        CellHistory related =
                new CellHistory(CellSpecs.withTiming(TimingMode.STEPS).withPeakGflops(1e-6));
        related.add(new WorkerEvent.Ready(1.5));
        related.add(new WorkerEvent.Steps(2, 1, 1, 0.5, 0.5));

        CellRecord record = related.toRecord(CellStatus.OK, null);

        assertThat(record.measurement().peakGflops()).isEqualTo(1e-6);
        assertThat(requireNonNull(record.timing()).peakFraction()).isCloseTo(150 / 0.5 / 1e9 / 1e-6, within(1e-12));
    }

    @Test
    void toRecord_logThatBreaksOff_keepsWhatWasMeasured() {
        begin();
        history.add(new WorkerEvent.Evaluation(1.6, 0, 0, 1.0, 1.1, List.of()));
        block(3, 3, 0.6);

        CellRecord record = history.toRecord(CellStatus.CRASHED, "the worker was killed");

        assertThat(history.finished()).isNull();
        assertThat(record.status()).isEqualTo(CellStatus.CRASHED);
        assertThat(record.reason()).isEqualTo("the worker was killed");
        assertThat(record.memory()).isNull();
        assertThat(record.accuracy()).isEqualTo(new CellRecord.Accuracy(1.0, 1.1, null, null, List.of()));
        assertThat(requireNonNull(record.timing()).steps()).isEqualTo(3);
        assertThat(history.steps()).isEqualTo(3);
        assertThat(history.trainSeconds()).isEqualTo(0.6);
    }

    @Test
    void toRecord_noEvent_hasNoFigures() {
        CellRecord record = history.toRecord(CellStatus.CRASHED, "no output");
        assertThat(record.library()).isNull();
        assertThat(record.accuracy()).isNull();
        assertThat(record.testMse()).isNull();
        assertThat(record.timing()).isNull();
        assertThat(record.curve()).isEmpty();
    }

    @Test
    void toRecord_readyAndNoStep_hasNoRates() {
        begin();
        Timing timing =
                requireNonNull(history.toRecord(CellStatus.TIMEOUT, null).timing());
        assertThat(timing).isEqualTo(new Timing(1.5, null, 0, 0, null, null, null, null, null, null));
    }

    @Test
    void toRecord_stepsTooShortForTheClock_haveNoInfiniteRate() {
        begin();
        block(1, 1, 0);
        Timing timing = requireNonNull(history.toRecord(CellStatus.OK, null).timing());
        assertThat(timing.gflops()).isNull();
        assertThat(timing.stepsPerSecond()).isNull();
    }

    @Test
    void toRecord_stepTimes_areQuantilesOfTimePerStep() {
        begin();
        for (int i = 0; i <= 20; i++) {
            block(2 * (i + 1), 2, 2 * (20 - i));
        }
        CellRecord.StepTime step = requireNonNull(
                requireNonNull(history.toRecord(CellStatus.OK, null).timing()).step());
        assertThat(step.median()).isEqualTo(10);
        assertThat(step.p05()).isCloseTo(1, within(1e-12));
        assertThat(step.p95()).isCloseTo(19, within(1e-12));
        assertThat(step.samples()).hasSize(21).startsWith(20.0, 19.0);
    }

    @Test
    void toRecord_evenNumberOfBlocks_interpolates() {
        begin();
        block(1, 1, 1);
        block(2, 1, 2);
        CellRecord.StepTime step = requireNonNull(
                requireNonNull(history.toRecord(CellStatus.OK, null).timing()).step());
        assertThat(step.median()).isEqualTo(1.5);
        assertThat(step.p95()).isCloseTo(1.95, within(1e-12));
    }

    @Test
    void toRecord_timingOff_keepsTheWholeTimeOnly() {
        CellHistory untimed = new CellHistory(CellSpecs.withTiming(TimingMode.NONE));
        untimed.add(new WorkerEvent.Ready(1));
        untimed.add(new WorkerEvent.Steps(2, 4, 4, 2, 0.1));
        Timing timing = requireNonNull(untimed.toRecord(CellStatus.OK, null).timing());
        assertThat(timing.step()).isNull();
        assertThat(timing.stepsPerSecond()).isEqualTo(2);
    }

    @Test
    void toRecord_targetReachedTwice_countsFromWhereItStays() {
        begin();
        evaluations(0.1, 0.5, 0.01, 0.1);
        assertThat(timeToTarget()).isEqualTo(new CellRecord.TimeToTarget(0.1, 0.3, 3));
    }

    @Test
    void toRecord_targetReachedAndLeft_isNotReached() {
        begin();
        evaluations(0.5, 0.01, 0.5);
        assertThat(timeToTarget()).isNull();
    }

    @Test
    void toRecord_lastErrorIsNoNumber_isNotReached() {
        begin();
        evaluations(0.01);
        history.add(new WorkerEvent.Evaluation(2, 2, 0.2, null, null, List.of()));
        assertThat(timeToTarget()).isNull();
    }

    /** Evaluations after every step, of 0.1 s each. */
    private void evaluations(double... testMse) {
        for (int step = 1; step <= testMse.length; step++) {
            history.add(new WorkerEvent.Evaluation(2, step, step / 10.0, null, testMse[step - 1], List.of()));
        }
    }

    private CellRecord.@Nullable TimeToTarget timeToTarget() {
        return requireNonNull(history.toRecord(CellStatus.OK, null).timing()).timeToTarget();
    }

    @Test
    void add_unknownEvent_isPassedOver() {
        begin();
        CellRecord before = history.toRecord(CellStatus.OK, null);
        history.add(new WorkerEvent.Unknown("teleported", 3));
        assertThat(history.toRecord(CellStatus.OK, null)).isEqualTo(before);
    }

    @Test
    void toRecord_parityAgreedAndLossFell_passes() {
        begin();
        history.add(new WorkerEvent.Parity(0.5, AGREED));
        history.add(new WorkerEvent.Evaluation(1, 0, 0, 1.0, 1.1, List.of()));
        history.add(new WorkerEvent.Evaluation(2, 5, 0.5, 0.9, 1.2, List.of()));
        assertThat(history.toRecord(CellStatus.OK, null).parity()).isEqualTo(AGREED);
    }

    @Test
    void toRecord_parityAgreedButLossDidNotFall_fails() {
        begin();
        history.add(new WorkerEvent.Parity(0.5, AGREED));
        history.add(new WorkerEvent.Evaluation(1, 0, 0, 1.0, 1.1, List.of()));
        history.add(new WorkerEvent.Evaluation(2, 5, 0.5, 1.0, 0.9, List.of()));
        assertThat(requireNonNull(history.toRecord(CellStatus.OK, null).parity())
                        .passed())
                .isFalse();
    }

    @Test
    void toRecord_parityFailed_staysFailedThoughTheLossFell() {
        begin();
        CellRecord.Parity failed = new CellRecord.Parity(5, 0.3, 1e-5, 1e-6, false);
        history.add(new WorkerEvent.Parity(0.5, failed));
        history.add(new WorkerEvent.Evaluation(1, 0, 0, 1.0, 1.1, List.of()));
        history.add(new WorkerEvent.Evaluation(2, 5, 0.5, 0.1, 0.1, List.of()));
        assertThat(history.toRecord(CellStatus.OK, null).parity()).isEqualTo(failed);
    }
}
