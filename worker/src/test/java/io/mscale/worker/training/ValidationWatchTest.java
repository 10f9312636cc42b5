package io.mscale.worker.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.DataSplit;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.disturbance.DisturbanceWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationWatchTest {

    @TempDir
    private Path folder = Path.of("");

    /** Overshoots, then comes back and goes on: the error falls until step 10 and grows from there. */
    private static double error(long step) {
        return Math.abs(step - 10) * 0.1;
    }

    private record Result(Outcome outcome, CellRecord record, List<Double> parameters) {}

    /** A model whose first parameter counts its steps and says how wrong it is. */
    private Result train(CellSpec.Validation asked, int steps) throws IOException {
        CellSpec spec = Cells.validated("linear", steps, 0, asked);
        LineTask task = new LineTask();
        DataSplit data = spec.training().data(task, spec.seed());
        CellHistory history = new CellHistory(spec);
        try (CountingModel model = new CountingModel(spec.modelSpec(), ValidationWatchTest::error);
                EventLog log = new EventLog(folder.resolve("events.jsonl"), history)) {
            model.bind(data.training());
            model.setParameters(new double[4]);
            log.write(WorkerEvent.Ready::new);
            Evaluator evaluator = new Evaluator(task, data.training(), data.test());
            ValidationWatch watch = new ValidationWatch(asked, data.validation());
            Outcome outcome = new TrainingLoop(
                            spec,
                            new PenaltyStages(task, spec.training(), data.training(), false),
                            new NetworkSum(model),
                            evaluator,
                            watch,
                            () -> {},
                            log,
                            new DisturbanceWatch(spec, log::write))
                    .runTo(spec.training().steps())
                    .orElseThrow();
            log.write(outcome::finished);
            return new Result(
                    outcome,
                    history.toRecord(outcome.status(), outcome.reason()),
                    Arrays.stream(model.parameters()).boxed().toList());
        }
    }

    private static CellRecord.Accuracy accuracy(Result result) {
        return requireNonNull(result.outcome().accuracy());
    }

    @Test
    void run_validationOnly_recordsTheErrorAndKeepsTheLastParameters() throws IOException {
        Result result = train(new CellSpec.Validation(5, false, null), 30);

        assertThat(result.parameters().get(0)).isEqualTo(30);
        assertThat(accuracy(result).bestStep()).isNull();
        assertThat(accuracy(result).validationMse()).isCloseTo(4, within(1e-9));
        assertThat(result.record().curve()).allSatisfy(point -> assertThat(requireNonNull(point.validationMse()))
                .isCloseTo(Math.pow(error(point.step()), 2), within(1e-9)));
    }

    @Test
    void run_keepBest_endsWithTheParametersOfTheLeastValidationError() throws IOException {
        Result result = train(new CellSpec.Validation(5, true, null), 30);
        CellRecord.CurvePoint best = result.record().curve().stream()
                .min(Comparator.comparingDouble(point -> requireNonNull(point.validationMse())))
                .orElseThrow();

        assertThat(result.parameters().get(0)).isEqualTo(best.step());
        assertThat(accuracy(result).bestStep()).isEqualTo(best.step()).isBetween(9, 11);
        assertThat(accuracy(result).validationMse()).isEqualTo(best.validationMse());
        assertThat(accuracy(result).testMse()).isEqualTo(best.testMse());
        assertThat(result.record().curve())
                .extracting(CellRecord.CurvePoint::step)
                .endsWith(30);
        assertThat(requireNonNull(result.record().timing()).steps()).isEqualTo(30);
    }

    @Test
    void run_bestIsTheLast_isKept() throws IOException {
        Result result = train(new CellSpec.Validation(5, true, null), 7);

        assertThat(result.parameters().get(0)).isEqualTo(7);
        assertThat(accuracy(result).bestStep()).isEqualTo(7);
    }

    @Test
    void run_patienceEnds_stopsAndSaysWhy() throws IOException {
        Result result = train(new CellSpec.Validation(5, false, 3), 1000);

        assertThat(result.outcome().status()).isEqualTo(CellStatus.OK);
        assertThat(result.outcome().reason())
                .isEqualTo("stopped early at step 13: the validation error has not fallen in 3 evaluations,"
                        + " since step 10");
        assertThat(result.parameters().get(0)).isEqualTo(13);
    }

    @Test
    void run_errorOnTheTestSetOnly_choosesNothing() throws IOException {
        CellSpec.Validation asked = new CellSpec.Validation(5, true, null);
        ValidationWatch watch = new ValidationWatch(asked, Optional.empty());
        try (CountingModel model = new CountingModel(Cells.of("linear", 5).modelSpec(), ValidationWatchTest::error)) {
            model.setParameters(new double[4]);
            NetworkSum networks = new NetworkSum(model);
            assertThat(watch.evaluate(3, networks)).isNull();
            assertThat(watch.restore(5, networks)).isNull();
        }
    }

    @Test
    void run_keepBestWithARealBackend_passesItsChecksAndPredictsWithTheBest() throws IOException {
        CellSpec spec = Cells.validated("plain", 60, 0.5, new CellSpec.Validation(5, true, null));
        CellFolder cell = new CellFolder(folder);
        CellHistory history = new CellHistory(spec);
        Outcome outcome;
        try (EventLog log = new EventLog(cell.events(), history)) {
            outcome = CellTraining.run(spec, cell, () -> {}, log);
        }

        assertThat(outcome.status()).as(String.valueOf(outcome.reason())).isEqualTo(CellStatus.OK);
        CellRecord.Accuracy accuracy = requireNonNull(outcome.accuracy());
        List<String> rows = Files.readAllLines(cell.prediction());
        double squares = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            squares += Math.pow(Double.parseDouble(fields[1]) - Double.parseDouble(fields[2]), 2);
        }
        assertThat(squares / (rows.size() - 1)).isCloseTo(requireNonNull(accuracy.testMse()), within(1e-9));
        CellRecord.CurvePoint best = history.toRecord(outcome.status(), null).curve().stream()
                .filter(point -> point.step() == requireNonNull(accuracy.bestStep()))
                .findFirst()
                .orElseThrow();
        assertThat(accuracy.testMse()).isEqualTo(best.testMse());
        assertThat(accuracy.validationMse()).isEqualTo(best.validationMse());
    }
}
