package io.mscale.worker.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
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
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How trainings in rounds end, with networks that follow a script: the first is wrong by 0.5 everywhere. */
class RoundsOutcomeTest {

    private static final double OFF = 0.5;
    private static final int STEPS = 20;

    /** Loss and step of an event of steps. */
    private static final Pattern LOSS = Pattern.compile("\"step\":(\\d+),.*\"loss\":([-+.\\dE]+)");

    @TempDir
    private Path folder = Path.of("");

    private record Result(Outcome outcome, CellRecord record) {}

    /** Hands out models that were made before, in order. */
    private static final class Script extends LinearBackend {

        private final List<ScriptedModel> models;
        private int created;

        Script(ScriptedModel... models) {
            this.models = List.of(models);
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            if (created == models.size()) {
                throw new IllegalStateException("no luck");
            }
            return models.get(created++);
        }
    }

    private static CellSpec cell(int rounds) {
        return Cells.lineInRounds(STEPS, rounds, 20, false, null, CellSpec.Validation.NONE);
    }

    private static ScriptedModel first(CellSpec spec) {
        return new ScriptedModel(spec.modelSpec(), step -> 1, step -> OFF);
    }

    /** A network of a later round, constant in x. */
    private static ScriptedModel later(CellSpec spec, LongToDoubleFunction lossOfStep, LongToDoubleFunction output) {
        return new ScriptedModel(spec.modelSpec(), lossOfStep, x -> 0, output);
    }

    private Result train(CellSpec spec, ScriptedModel... models) throws IOException {
        Script backend = new Script(models);
        PreparedModel prepared = new PreparedModel(spec, backend);
        CellHistory history = new CellHistory(spec);
        try (EventLog log = new EventLog(folder.resolve("events.jsonl"), history);
                Rounds rounds = new Rounds(spec, backend, prepared, log)) {
            log.write(WorkerEvent.Ready::new);
            Evaluator evaluator = new Evaluator(prepared.task(), prepared.train(), prepared.test());
            ValidationWatch validation = new ValidationWatch(spec.training().validation(), prepared.validation());
            Outcome outcome = rounds.train(new TrainingLoop(
                    spec,
                    new PenaltyStages(prepared.task(), spec.training(), prepared.train(), false),
                    rounds.sum(),
                    evaluator,
                    validation,
                    () -> {},
                    log,
                    new DisturbanceWatch(spec, log::write)));
            log.write(outcome::finished);
            return new Result(outcome, history.toRecord(outcome.status(), outcome.reason()));
        }
    }

    private static int steps(Result result) {
        return requireNonNull(result.record().timing()).steps();
    }

    @Test
    void train_lossEnormousInALaterRound_failsWithThatRoundsFirstLoss() throws IOException {
        CellSpec spec = cell(2);
        Result result = train(spec, first(spec), later(spec, step -> step < 5 ? 2 : 3e6, step -> 0));

        assertThat(result.outcome().status()).isEqualTo(CellStatus.FAILED);
        assertThat(result.outcome().reason())
                .matches("training diverged: at .*step.* 1[5-9].* the loss was 7\\.5e\\+05, more than 1e\\+06 times"
                        + " the first loss of its round, 5\\.0e-01");
        assertThat(steps(result)).isBetween(15, STEPS);
        assertThat(result.record().work().trainedRounds()).hasSize(2);
    }

    @Test
    void train_lossNotFiniteInALaterRound_fails() throws IOException {
        CellSpec spec = cell(2);
        Result result = train(spec, first(spec), later(spec, step -> step < 2 ? 1 : Double.NaN, step -> 0));

        assertThat(result.outcome().reason()).isEqualTo("training diverged: the loss stopped being finite at step 12");
    }

    @Test
    void train_networkNotFiniteAtTestPoints_failsBeforeTheNextRound() throws IOException {
        CellSpec spec = cell(2);
        double[] test = spec.training().data(new LineTask(), spec.seed()).test().x();
        ScriptedModel broken = new ScriptedModel(
                spec.modelSpec(),
                step -> 1,
                x -> Arrays.stream(test).anyMatch(each -> each == x) ? Double.NaN : 2 * x + 1,
                step -> OFF);

        assertThat(train(spec, broken, first(spec)).outcome())
                .isEqualTo(Outcome.failed("training diverged: the network is not finite at every test point after step"
                        + " 10, so that round 2 has nothing to learn"));
    }

    @Test
    void train_timeLimitInALaterRound_stopsThere() throws IOException {
        CellSpec spec = Cells.lineInRounds(STEPS, 2, 20, false, 1.0, CellSpec.Validation.NONE);
        AtomicInteger calls = new AtomicInteger();
        LongToDoubleFunction slow = step -> {
            if (calls.incrementAndGet() == 4) { // the first after the warm-up
                sleep(1100);
            }
            return 1;
        };
        Result result = train(spec, first(spec), later(spec, slow, step -> -1));

        assertThat(result.outcome().reason()).isEqualTo("stopped by the time limit of 1.0 s at step 11");
        assertThat(result.record().testMse()).isCloseTo(0, within(1e-12));
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void train_targetReachedInALaterRound_stopsThere() throws IOException {
        CellSpec spec = Cells.lineInRounds(STEPS, 2, 20, true, null, CellSpec.Validation.NONE);
        Result result = train(spec, first(spec), later(spec, step -> 1, step -> step < 3 ? 0 : -1));

        assertThat(result.outcome().status()).isEqualTo(CellStatus.OK);
        assertThat(result.outcome().reason()).matches("stopped at the target MSE of 0.1 at step 1[3-9]");
        assertThat(requireNonNull(result.record().timing()).timeToTarget())
                .isNotNull()
                .extracting(CellRecord.TimeToTarget::steps)
                .isEqualTo(steps(result));
    }

    @Test
    void train_keepBestOfTheFirstRound_leavesTheLaterNetworkOut() throws IOException {
        CellSpec spec = Cells.lineInRounds(STEPS, 2, 20, false, null, new CellSpec.Validation(5, true, null));
        Result result = train(spec, first(spec), later(spec, step -> 1, step -> 3));

        CellRecord.Accuracy accuracy = requireNonNull(result.outcome().accuracy());
        assertThat(accuracy.bestStep()).isLessThanOrEqualTo(10);
        assertThat(accuracy.testMse()).isCloseTo(OFF * OFF, within(1e-12));
        assertThat(requireNonNull(result.record()
                        .curve()
                        .get(result.record().curve().size() - 1)
                        .testMse()))
                .isCloseTo(4, within(1e-12));
    }

    /** In mini-batches no evaluation is made of a step's loss. */
    @Test
    void train_miniBatchLosses_areTheSums() throws IOException {
        CellSpec spec = Cells.lineInRounds(STEPS, 2, 7, false, null, CellSpec.Validation.NONE);
        train(spec, first(spec), later(spec, step -> 3, step -> 0));

        List<String> blocks = Files.readAllLines(folder.resolve("events.jsonl")).stream()
                .filter(line -> line.contains("\"event\":\"steps\""))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(2).allSatisfy(block -> {
            var found = LOSS.matcher(block);
            assertThat(found.find()).as(block).isTrue();
            double expected = Integer.parseInt(found.group(1)) <= 10 ? 1 : 3 * OFF * OFF;
            assertThat(Double.parseDouble(found.group(2))).isCloseTo(expected, within(1e-12));
        });
    }

    @Test
    void train_laterNetworkCannotBeCreated_closesThoseBefore() {
        CellSpec spec = cell(3);
        ScriptedModel first = first(spec);
        ScriptedModel second = later(spec, step -> 1, step -> 0);

        assertThatThrownBy(() -> train(spec, first, second)).hasMessage("no luck");
        assertThat(List.of(first, second)).allMatch(ScriptedModel::isReleased);
    }

    @Test
    void close_modelsThatThrow_closesAllAndTellsAll() {
        CellSpec spec = cell(3);
        List<ScriptedModel> models = List.of(
                new Unwilling(spec.modelSpec(), "first"),
                later(spec, step -> 1, step -> 0),
                new Unwilling(spec.modelSpec(), "third"));

        assertThatThrownBy(() -> train(spec, models.toArray(ScriptedModel[]::new)))
                .hasMessage("first")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("third"));
        assertThat(models).allMatch(ScriptedModel::isReleased);
    }

    /** Throws when it is closed. */
    private static final class Unwilling extends ScriptedModel {

        private final String name;

        Unwilling(ModelSpec spec, String name) {
            super(spec, step -> 1, step -> OFF);
            this.name = name;
        }

        @Override
        protected void release() {
            super.release();
            throw new IllegalStateException(name);
        }
    }

    @Test
    void peakDeviceBytes_severalModels_isTheirSum() throws IOException {
        CellSpec spec = cell(2);
        Script backend = new Script(new Holding(spec.modelSpec(), 300), new Holding(spec.modelSpec(), 200));
        try (EventLog log = new EventLog(folder.resolve("events.jsonl"), new CellHistory(spec));
                Rounds rounds = new Rounds(spec, backend, new PreparedModel(spec, backend), log)) {
            PreparedModel other = new PreparedModel(spec, new Script(first(spec)));
            Evaluator evaluator = new Evaluator(other.task(), other.train(), other.test());
            ValidationWatch none = new ValidationWatch(spec.training().validation(), other.validation());
            other.close();
            rounds.train(new TrainingLoop(
                    spec,
                    new PenaltyStages(other.task(), spec.training(), other.train(), false),
                    rounds.sum(),
                    evaluator,
                    none,
                    () -> {},
                    log,
                    new DisturbanceWatch(spec, log::write)));

            assertThat(rounds.peakDeviceBytes()).hasValue(500);
        }
    }

    /** Knows the memory that it holds on its device. */
    private static final class Holding extends ScriptedModel {

        private final long bytes;

        Holding(ModelSpec spec, long bytes) {
            super(spec, step -> 1, step -> OFF);
            this.bytes = bytes;
        }

        @Override
        public OptionalLong peakDeviceBytes() {
            return OptionalLong.of(bytes);
        }
    }
}
