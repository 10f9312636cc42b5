package io.mscale.worker.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.task.DataSplit;
import io.mscale.api.training.Loss;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.tck.flawed.Flaw;
import io.mscale.tck.flawed.PlainBackend;
import io.mscale.worker.disturbance.DisturbanceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training by an energy, whose loss is no error, may be negative and means another thing where a penalty grows. */
class EquationTrainingTest {

    private static final BoundaryValueTask TASK = new LineProblem(new Penalty(10, 1));

    @TempDir
    private Path folder = Path.of("");

    private static CellSpec cell(int steps) {
        CellSpec plain = Cells.of("plain", steps);
        Cell cell = plain.cell();
        NetworkSpec identity = new NetworkSpec(
                Structure.DENSE, 1, List.of(1), 1, Scales.one(), Activation.IDENTITY, Activation.IDENTITY);
        return new CellSpec(
                plain.index(),
                plain.threads(),
                new Cell(
                        cell.identity(),
                        new CellSpec.Network(identity, Initialization.UNIFORM),
                        new CellSpec.Training(steps, 40, 50, 20, Loss.energy(), "adam", 0.1, 0),
                        cell.measurement(),
                        cell.worker(),
                        cell.taskSettings()));
    }

    /** Predicts the solution with an error. */
    private CellRecord train(LongToDoubleFunction lossOfStep, LongToDoubleFunction errorAfterStep) throws IOException {
        CellSpec spec = cell(40);
        DataSplit data = spec.training().data(TASK, spec.seed());
        CellHistory history = new CellHistory(spec);
        try (ScriptedModel model = new ScriptedModel(spec.modelSpec(), lossOfStep, x -> x, errorAfterStep);
                EventLog log = new EventLog(folder.resolve("events.jsonl"), history)) {
            model.bind(data.training());
            model.setParameters(new double[4]);
            log.write(WorkerEvent.Ready::new);
            Outcome outcome = new TrainingLoop(
                            spec,
                            new PenaltyStages(TASK, spec.training(), data.training(), false),
                            new NetworkSum(model),
                            new Evaluator(TASK, data.training(), data.test()),
                            new ValidationWatch(CellSpec.Validation.NONE, Optional.empty()),
                            () -> {},
                            log,
                            new DisturbanceWatch(spec, log::write))
                    .runTo(spec.training().steps())
                    .orElseThrow();
            log.write(outcome::finished);
            return history.toRecord(outcome.status(), outcome.reason());
        }
    }

    @Test
    void run_lossThatFallsBelowZeroAndRisesAboveIt_isNoDivergence() throws IOException {
        CellRecord cell = train(step -> step < 20 ? -1e-3 * step : 1e6, step -> 1.0 / (step + 1));

        assertThat(cell.status()).isEqualTo(CellStatus.OK);
        assertThat(requireNonNull(cell.accuracy()).trainMse()).isNull();
        assertThat(cell.curve()).extracting(CellRecord.CurvePoint::trainMse).containsOnlyNulls();
        assertThat(cell.curve()).extracting(CellRecord.CurvePoint::loss).startsWith(null, -1e-3, -2e-3);
    }

    @Test
    void run_lossThatIsNoNumber_fails() throws IOException {
        CellRecord cell = train(step -> step < 5 ? 1 : Double.NaN, step -> 1);

        assertThat(cell.status()).isEqualTo(CellStatus.FAILED);
        assertThat(cell.reason()).contains("the loss stopped being finite at");
    }

    /** The loss of a batch says nothing of the solution. */
    @Test
    void run_errorThatExplodes_fails() throws IOException {
        CellRecord cell = train(step -> -1, step -> step < 10 ? 1 : 1e4);

        assertThat(cell.status()).isEqualTo(CellStatus.FAILED);
        assertThat(cell.reason())
                .matches("training diverged: after step 1\\d the test MSE was 1.0e\\+08, at first 1.0e\\+00");
    }

    /** Predictions do not tell the loss: the reference does. */
    @ParameterizedTest
    @CsvSource({
        "NONE, ''",
        "LOSS_HALVED, the loss of step 1 is not that before its update",
        "LOSS_AFTER_UPDATE, the loss of step 1 is not that before its update"
    })
    void afterTraining_lossIsComparedWithTheReference(Flaw flaw, String complaint) {
        CellSpec spec = cell(1);
        DataSplit data = spec.training().data(TASK, spec.seed());
        try (PreparedModel prepared =
                new PreparedModel(spec, new PlainBackend(flaw), TASK, spec.modelSpec(), data, 0)) {
            prepared.model().setParameters(new double[] {2, 0, 1, 0.5});

            assertThat(new ModelChecks(prepared).afterTraining().orElse("")).startsWith(complaint);
        }
    }

    /** With the data of the stage that the training has come to. */
    @Test
    void afterTraining_growingPenalty_isComparedAtItsStage() {
        BoundaryValueTask growing = new LineProblem(new Penalty(10, 32));
        CellSpec spec = cell(100);
        DataSplit data = spec.training().data(growing, spec.seed());
        try (PreparedModel prepared = new PreparedModel(spec, new PlainBackend(), growing, spec.modelSpec(), data, 0)) {
            prepared.model().train(1);
            assertThat(new ModelChecks(prepared).afterTraining()).isEmpty();

            prepared.stages().moveTo(50);

            assertThat(new ModelChecks(prepared).afterTraining()).isPresent();
        }
    }

    /** u_h = 2 x + 1/2 where u = x: a slope twice as steep, 1/2 (4 - 1) more energy, errors of 1/2 and 3/2 at the ends. */
    @Test
    void solution_linearNetwork_isTheFormula() {
        CellSpec spec = cell(1);
        DataSplit data = spec.training().data(TASK, spec.seed());
        try (PreparedModel prepared = new PreparedModel(spec, new PlainBackend(), TASK, spec.modelSpec(), data, 0)) {
            prepared.model().setParameters(new double[] {2, 0, 1, 0.5});

            CellRecord.SolutionErrors errors = requireNonNull(SolutionMeter.of(TASK, prepared, spec.seed()));

            assertThat(errors.relativeH1()).isCloseTo(1, within(1e-12));
            assertThat(errors.energyGap()).isCloseTo(1.5, within(1e-12));
            assertThat(errors.boundaryRms()).isCloseTo(Math.sqrt(1.25), within(1e-12));
        }
    }
}
