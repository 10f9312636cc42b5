package io.mscale.worker.training;

import static io.mscale.worker.training.EventLog.finiteOrNull;

import io.mscale.api.MscaleModel;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.WorkerEvent;
import java.util.Locale;
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

    private final CellSpec spec;
    private final MscaleModel model;
    private final Evaluator evaluator;
    private final EventLog log;
    private final EvaluationSchedule schedule = new EvaluationSchedule();
    private final BlockSize blockSize;
    private final boolean fullBatch;
    private int step;
    private double seconds;
    private double firstLoss = Double.NaN;

    TrainingLoop(CellSpec spec, MscaleModel model, Evaluator evaluator, EventLog log) {
        this.spec = spec;
        this.model = model;
        this.evaluator = evaluator;
        this.log = log;
        this.blockSize = new BlockSize(spec.training().steps());
        this.fullBatch = spec.training().batchSize() >= spec.training().trainSize();
    }

    /** Trains until the last step, a stop the user asked for, or divergence. */
    Outcome run() {
        while (true) {
            boolean last = step == spec.training().steps() || timeLimitReached();
            Evaluator.@Nullable TestErrors test = null;
            if (last || schedule.isDue(step)) {
                test = evaluator.testErrors(model);
                schedule.done(step);
                if (last || stopsAt(test.mse())) {
                    double trainMse = evaluator.trainMse(model);
                    evaluated(step, seconds, trainMse, test);
                    // The last update can ruin a network whose losses were all fine.
                    return isDiverged(trainMse)
                            ? Outcome.failed(divergence(trainMse, "step " + step))
                            : Outcome.ok(stopReason(last), evaluator.accuracy(model));
                }
                if (!fullBatch) {
                    evaluated(step, seconds, evaluator.trainMse(model), test);
                }
            }
            int stepBefore = step;
            double secondsBefore = seconds;
            boolean lossIsTrainMse = fullBatch && test != null;
            double loss = trainBlock(lossIsTrainMse ? 1 : nextBlock());
            if (lossIsTrainMse && test != null) {
                evaluated(stepBefore, secondsBefore, loss, test);
            }
            if (isDiverged(loss)) {
                // Only the last loss of a block is known.
                boolean single = step == stepBefore + 1;
                return Outcome.failed(
                        divergence(loss, single ? "step " + step : "one of steps " + (stepBefore + 1) + " to " + step));
            }
        }
    }

    private void evaluated(int afterSteps, double afterSeconds, double trainMse, Evaluator.TestErrors test) {
        log.write(wall -> new WorkerEvent.Evaluation(
                wall, afterSteps, afterSeconds, finiteOrNull(trainMse), finiteOrNull(test.mse()), test.frequencies()));
    }

    private boolean isDiverged(double loss) {
        return !Double.isFinite(loss) || loss > DIVERGED * Math.max(firstLoss, Float.MIN_NORMAL);
    }

    private int nextBlock() {
        int untilEvaluation = schedule.next() - step;
        int untilEnd = spec.training().steps() - step;
        return Math.min(blockSize.next(step, seconds), Math.min(untilEvaluation, untilEnd));
    }

    private double trainBlock(int steps) {
        long start = System.nanoTime();
        double loss = model.train(steps);
        double elapsed = (System.nanoTime() - start) / 1e9;
        step += steps;
        seconds += elapsed;
        firstLoss = Double.isNaN(firstLoss) ? loss : firstLoss;
        log.write(wall -> new WorkerEvent.Steps(wall, step, steps, elapsed, finiteOrNull(loss)));
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

    private @Nullable String stopReason(boolean last) {
        CellSpec.Measurement asked = spec.measurement();
        if (step == spec.training().steps()) {
            return null;
        }
        return last
                ? "stopped by the time limit of " + asked.timeLimitSeconds() + " s at step " + step
                : "stopped at the target MSE of " + asked.targetMse() + " at step " + step;
    }

    private String divergence(double loss, String when) {
        return Double.isFinite(loss)
                ? String.format(
                        Locale.ROOT,
                        "training diverged: at %s the loss was %.1e, more than %.0e times the first loss %.1e",
                        when,
                        loss,
                        DIVERGED,
                        firstLoss)
                : "training diverged: the loss stopped being finite at " + when;
    }
}
