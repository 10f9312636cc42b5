package io.mscale.worker.training;

import static io.mscale.worker.training.EventLog.finiteOrNull;

import io.mscale.api.MscaleModel;
import io.mscale.api.training.Energy;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.disturbance.DisturbanceWatch;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The timed training loop. The clock runs only inside {@link MscaleModel#train}, which returns when the device has
 * finished; it is stopped during evaluations.
 *
 * <p>With full batches the loss that a step returns is the training error before that step's update, so the training
 * error of an evaluation comes for free with the next step: only the test set has to be predicted.
 */
final class TrainingLoop {

    /** Ratio to the first loss above which training has diverged: float32 gradients are meaningless by then. */
    private static final double DIVERGED = 1e6;

    /** Errors below this may grow a great deal at the first steps of an optimiser that starts afresh, and fall again. */
    private static final double SETTLED = 1e-6;

    private final CellSpec spec;
    private final NetworkSum networks;
    private final Evaluator evaluator;
    private final ValidationWatch validation;
    private final EventLog log;
    private final TurnTaking turns;
    private final DisturbanceWatch watch;
    private final EvaluationSchedule schedule = new EvaluationSchedule();
    private final BlockSize blockSize;
    private final boolean isDifferential;
    private final boolean lossIsTrainMse;
    private final PenaltyStages stages;
    private int step;
    private double seconds;
    private double firstLoss = Double.NaN;
    private double lastLoss = Double.NaN;
    private double firstTestMse = Double.NaN;

    /**
     * A loop that has taken no step.
     *
     * @param stages the training data, if they change
     * @param gate waits until the worker is given a turn, if the specification asks for turns
     */
    TrainingLoop(
            CellSpec spec,
            PenaltyStages stages,
            NetworkSum networks,
            Evaluator evaluator,
            ValidationWatch validation,
            Runnable gate,
            EventLog log,
            DisturbanceWatch watch) {
        this.spec = spec;
        this.networks = networks;
        this.evaluator = evaluator;
        this.validation = validation;
        this.turns = new TurnTaking(spec, gate, log, watch);
        this.log = log;
        this.watch = watch;
        this.blockSize = new BlockSize(spec.training().steps());
        this.stages = stages;
        this.isDifferential = spec.training().loss().isDifferential();
        this.lossIsTrainMse = !isDifferential
                && spec.training().batchSize() >= spec.training().trainSize();
    }

    /**
     * Trains until a step at which a round ends, or to the end of all training if that is earlier: the last step, a stop
     * the user asked for, or divergence. The networks may have changed since the last round. If the best parameters are
     * kept, the networks have them at the end of all training, and the outcome's errors are theirs.
     *
     * @return empty if training goes on with the next round
     */
    Optional<Outcome> runTo(int roundEnd) {
        firstLoss = Double.NaN;
        while (true) {
            boolean last = step == spec.training().steps() || timeLimitReached();
            boolean roundEnds = step == roundEnd;
            Evaluator.@Nullable TestErrors test = null;
            Double validationMse = null;
            if (last || roundEnds || schedule.isDue(step)) {
                test = evaluator.testErrors(networks);
                validationMse = validation.evaluate(step, networks);
                schedule.done(step);
                boolean stops = last || stopsAt(test.mse()) || validation.isOutOfPatience();
                if (stops || roundEnds) {
                    double trainMse = evaluator.trainMse(networks);
                    evaluated(step, seconds, trainMse, test, validationMse);
                    // The last update can ruin a network whose losses were all fine.
                    if (!isDifferential && isDiverged(trainMse)) {
                        return Optional.of(Outcome.failed(divergence(trainMse, "step " + step)));
                    }
                    if (hasDiverged(test)) {
                        return Optional.of(Outcome.failed(errorDivergence(test.mse())));
                    }
                    return stops ? Optional.of(ended(stopReason(last, test.mse()), validationMse)) : Optional.empty();
                }
                if (hasDiverged(test)) {
                    return Optional.of(Outcome.failed(errorDivergence(test.mse())));
                }
                if (!lossIsTrainMse) {
                    evaluated(step, seconds, evaluator.trainMse(networks), test, validationMse);
                }
            }
            int stepBefore = step;
            double secondsBefore = seconds;
            boolean isRebound = stages.moveTo(step);
            if (isRebound) {
                networks.bind(stages.data());
                turns.leaveOut();
            }
            boolean isEvaluated = lossIsTrainMse && test != null;
            double loss = trainBlock(isEvaluated || isRebound ? 1 : nextBlock(roundEnd));
            if (isEvaluated && test != null) {
                evaluated(stepBefore, secondsBefore, loss, test, validationMse);
            }
            if (isDiverged(loss)) {
                // Only the last loss of a block is known.
                boolean single = step == stepBefore + 1;
                return Optional.of(Outcome.failed(divergence(
                        loss, single ? "step " + step : "one of steps " + (stepBefore + 1) + " to " + step)));
            }
        }
    }

    /** Steps taken so far. */
    int step() {
        return step;
    }

    /** Training time so far, in seconds. */
    double seconds() {
        return seconds;
    }

    private Outcome ended(@Nullable String reason, @Nullable Double validationMse) {
        turns.finish();
        Integer bestStep = validation.restore(step, networks);
        Double keptMse = validation.mse(validationMse);
        return Outcome.ok(
                reason,
                evaluator.accuracy(networks).validated(keptMse == null ? null : finiteOrNull(keptMse), bestStep));
    }

    private void evaluated(
            int afterSteps,
            double afterSeconds,
            double trainMse,
            Evaluator.TestErrors test,
            @Nullable Double validationMse) {
        log.write(wall -> new WorkerEvent.Evaluation(
                wall,
                afterSteps,
                afterSeconds,
                finiteOrNull(trainMse),
                finiteOrNull(test.mse()),
                test.frequencies(),
                validationMse == null ? null : finiteOrNull(validationMse),
                isDifferential ? finiteOrNull(lastLoss) : null));
    }

    /** An energy may begin anywhere near 0 and have either sign: how large it is says nothing. */
    private boolean isDiverged(double loss) {
        boolean isComparable = !(spec.training().loss() instanceof Energy);
        return !Double.isFinite(loss) || (isComparable && loss > DIVERGED * beginning(firstLoss));
    }

    /** Where the loss is not the error of the solution, the error is watched, too. */
    private boolean hasDiverged(Evaluator.TestErrors test) {
        firstTestMse = Double.isNaN(firstTestMse) ? test.mse() : firstTestMse;
        return isDifferential && (!Double.isFinite(test.mse()) || test.mse() > DIVERGED * beginning(firstTestMse));
    }

    /** What an error is compared with: the first, or the least that a training that goes on is taken to begin with. */
    private double beginning(double first) {
        return Math.max(first, spec.continues() == null ? Float.MIN_NORMAL : SETTLED);
    }

    private String errorDivergence(double testMse) {
        return String.format(
                Locale.ROOT,
                "training diverged: after step %d the test MSE was %.1e, at first %.1e",
                step,
                testMse,
                firstTestMse);
    }

    private int nextBlock(int roundEnd) {
        int untilEvaluation = schedule.next() - step;
        int untilEnd = roundEnd - step;
        int untilStage = stages.nextBegin() - step;
        return Math.min(blockSize.next(step, seconds), Math.min(untilStage, Math.min(untilEvaluation, untilEnd)));
    }

    private double trainBlock(int wanted) {
        int steps = turns.before(wanted, step, seconds);
        boolean isSample = !turns.isFirst();
        watch.beforeSteps(seconds);
        long start = System.nanoTime();
        double loss = networks.train(steps);
        double elapsed = (System.nanoTime() - start) / 1e9;
        step += steps;
        seconds += elapsed;
        turns.after(steps, elapsed);
        firstLoss = Double.isNaN(firstLoss) ? loss : firstLoss;
        lastLoss = loss;
        log.write(wall -> new WorkerEvent.Steps(wall, step, steps, elapsed, finiteOrNull(loss), isSample));
        return loss;
    }

    private boolean timeLimitReached() {
        Double limit = spec.measurement().timeLimitSeconds();
        return limit != null && seconds >= limit;
    }

    private boolean stopsAt(double testMse) {
        return spec.measurement().stopAtTarget()
                && testMse <= spec.measurement().targetMse();
    }

    private @Nullable String stopReason(boolean last, double testMse) {
        CellSpec.Measurement asked = spec.measurement();
        if (step == spec.training().steps()) {
            return null;
        }
        if (last) {
            return "stopped by the time limit of " + asked.timeLimitSeconds() + " s at step " + step
                    + stages.unfinished();
        }
        return stopsAt(testMse)
                ? "stopped at the target MSE of " + asked.targetMse() + " at step " + step + stages.unfinished()
                : validation.stopReason(step);
    }

    private String divergence(double loss, String when) {
        return Double.isFinite(loss)
                ? String.format(
                        Locale.ROOT,
                        "training diverged: at %s the loss was %.1e, more than %.0e times the first loss %s%.1e",
                        when,
                        loss,
                        DIVERGED,
                        spec.training().rounds().rounds() == 1 ? "" : "of its round, ",
                        firstLoss)
                : "training diverged: the loss stopped being finite at " + when;
    }
}
