package io.mscale.worker.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.disturbance.DisturbanceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {

    @TempDir
    private Path folder = Path.of("");

    private record Result(Outcome outcome, CellRecord record) {}

    private Result train(CellSpec spec, LongToDoubleFunction lossOfStep, LongToDoubleFunction errorAfterStep)
            throws IOException {
        try (MscaleModel model = new ScriptedModel(spec.modelSpec(), lossOfStep, errorAfterStep)) {
            return train(spec, model);
        }
    }

    private Result train(CellSpec spec, MscaleModel model) throws IOException {
        LineTask task = new LineTask();
        Dataset train = task.trainingSet(20, 1);
        Dataset test = task.testSet(10, 1);
        model.bind(train);
        model.setParameters(new double[4]);
        CellHistory history = new CellHistory(spec);
        try (EventLog log = new EventLog(folder.resolve("events.jsonl"), history)) {
            log.write(WorkerEvent.Ready::new);
            ValidationWatch none = new ValidationWatch(CellSpec.Validation.NONE, Optional.empty());
            Outcome outcome = new TrainingLoop(
                            spec,
                            new PenaltyStages(task, spec.training(), train, false),
                            new NetworkSum(model),
                            new Evaluator(task, train, test),
                            none,
                            () -> {},
                            log,
                            new DisturbanceWatch(spec, log::write))
                    .runTo(spec.training().steps())
                    .orElseThrow();
            log.write(outcome::finished);
            return new Result(outcome, history.toRecord(outcome.status(), outcome.reason()));
        }
    }

    private static Timing timing(Result result) {
        return requireNonNull(result.record().timing());
    }

    @Test
    void run_realModel_learnsTheLine() throws IOException {
        CellSpec spec = Cells.of("linear", 300);
        try (MscaleModel model = new LinearModel(spec.modelSpec())) {
            Result result = train(spec, model);
            assertThat(result.outcome().status()).isEqualTo(CellStatus.OK);
            assertThat(result.outcome().reason()).isNull();
            CellRecord.Accuracy accuracy = requireNonNull(result.outcome().accuracy());
            assertThat(accuracy.testMse()).isLessThan(1e-6);
            assertThat(accuracy.testRelativeL2()).isLessThan(1e-3);
            assertThat(accuracy.frequencies())
                    .extracting(CellRecord.Frequency::k)
                    .containsExactly(0.0, 1.0);
            List<CellRecord.CurvePoint> curve = result.record().curve();
            assertThat(curve).allSatisfy(point -> assertThat(point.frequencies())
                    .extracting(CellRecord.Frequency::k)
                    .containsExactly(0.0, 1.0));
            assertThat(curve.get(curve.size() - 1).frequencies()).isEqualTo(accuracy.frequencies());
            assertThat(timing(result).steps()).isEqualTo(300);
            assertThat(model.stepsTaken()).isEqualTo(300);
        }
    }

    @Test
    void run_allSteps_evaluatesFromTheFirstToTheLast() throws IOException {
        Result result = train(Cells.of("linear", 200), step -> 1.0 / step, step -> 0.5);
        assertThat(result.record().curve())
                .extracting(CellRecord.CurvePoint::step)
                .startsWith(0, 1, 2)
                .endsWith(200);
        assertThat(result.record().curve()).isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
    }

    @Test
    void run_fullBatch_takesTheTrainingErrorFromTheNextStepsLoss() throws IOException {
        Result result = train(Cells.of("linear", 3), step -> 10.0 / step, step -> 0.5);
        assertThat(result.record().curve())
                .extracting(CellRecord.CurvePoint::trainMse)
                .startsWith(10.0, 5.0, 10.0 / 3);
        assertThat(requireNonNull(result.record().curve().get(3).trainMse())).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void run_miniBatch_computesTheTrainingErrorOverTheWholeSet() throws IOException {
        Result result = train(Cells.miniBatch(3, 7), step -> 10.0 / step, step -> 0.5);
        assertThat(result.record().curve()).hasSize(4).allSatisfy(point -> assertThat(requireNonNull(point.trainMse()))
                .isCloseTo(0.25, within(1e-12)));
    }

    @Test
    void run_miniBatchRealModel_learnsTheLine() throws IOException {
        CellSpec spec = Cells.miniBatch(500, 7);
        try (MscaleModel model = new LinearModel(spec.modelSpec())) {
            assertThat(requireNonNull(train(spec, model).outcome().accuracy()).testMse())
                    .isLessThan(1e-6);
        }
    }

    @Test
    void run_lossNotFinite_failsWithTheStep() throws IOException {
        Result result = train(Cells.of("linear", 100), step -> step < 7 ? 1 : Double.NaN, step -> 0.5);
        assertThat(result.outcome())
                .isEqualTo(Outcome.failed("training diverged: the loss stopped being finite at step 7"));
        assertThat(timing(result).steps()).isEqualTo(7);
    }

    @Test
    void run_lossNotFiniteAtOnce_fails() throws IOException {
        Result result = train(Cells.of("linear", 100), step -> Double.POSITIVE_INFINITY, step -> 0.5);
        assertThat(result.outcome().reason()).endsWith("at step 1");
    }

    @Test
    void run_lossEnormous_failsWithTheStep() throws IOException {
        Result result = train(Cells.of("linear", 100), step -> step < 5 ? 2 : 3e6, step -> 0.5);
        assertThat(result.outcome())
                .isEqualTo(Outcome.failed("training diverged: at step 5 the loss was 3.0e+06,"
                        + " more than 1e+06 times the first loss 2.0e+00"));
    }

    @Test
    void run_lastUpdateRuinsTheNetwork_fails() throws IOException {
        Result result = train(Cells.of("linear", 3), step -> 1, step -> step < 3 ? 0.5 : Double.NaN);
        assertThat(result.outcome())
                .isEqualTo(Outcome.failed("training diverged: the loss stopped being finite at step 3"));
    }

    @Test
    void run_timeLimit_stopsAndSaysAtWhichStep() throws IOException {
        Result result = train(Cells.limited(100, false, 1e-9), step -> 1, step -> 0.5);
        assertThat(result.outcome().status()).isEqualTo(CellStatus.OK);
        assertThat(result.outcome().reason()).isEqualTo("stopped by the time limit of 1.0E-9 s at step 1");
        assertThat(result.record().testMse()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void run_stopAtTarget_stopsThere() throws IOException {
        Result result = train(Cells.limited(100, true, null), step -> 1, step -> step < 4 ? 1 : 0);
        assertThat(result.outcome().status()).isEqualTo(CellStatus.OK);
        assertThat(result.outcome().reason()).isEqualTo("stopped at the target MSE of 0.1 at step 4");
        assertThat(requireNonNull(timing(result).timeToTarget()).steps()).isEqualTo(4);
    }

    @Test
    void run_targetReachedWithoutStop_goesOn() throws IOException {
        Result result = train(Cells.limited(100, false, null), step -> 1, step -> step < 4 ? 1 : 0);
        assertThat(result.outcome().reason()).isNull();
        assertThat(timing(result).steps()).isEqualTo(100);
        assertThat(requireNonNull(timing(result).timeToTarget()).steps()).isEqualTo(4);
    }
}
