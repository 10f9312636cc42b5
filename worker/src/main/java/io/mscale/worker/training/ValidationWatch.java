package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a training on the samples held out of the training set: measures their error at every evaluation, keeps the best
 * parameters if they are wanted, and says when waiting for better ones has become pointless. It knows nothing of the test
 * set.
 */
final class ValidationWatch {

    private final CellSpec.Validation asked;
    private final NetworkSum.@Nullable Points points;
    private final double[] targets;
    private double leastMse = Double.POSITIVE_INFINITY;
    private int bestStep;
    private NetworkSum.@Nullable State best;
    private int evaluationsSince;

    ValidationWatch(CellSpec.Validation asked, Optional<Dataset> samples) {
        this.asked = asked;
        this.points = samples.map(data -> new NetworkSum.Points(data.x())).orElse(null);
        this.targets = samples.map(Dataset::y).orElse(new double[0]);
    }

    /** The error after {@code step} steps; null if there are no samples to measure it on. Called while the clock stands. */
    @Nullable
    Double evaluate(int step, NetworkSum networks) {
        if (points == null) {
            return null;
        }
        double mse = Evaluator.mse(networks.predict(points), targets);
        if (mse < leastMse) { // never if training diverged to NaN
            leastMse = mse;
            bestStep = step;
            evaluationsSince = 0;
            if (asked.keepBest()) {
                best = networks.state();
            }
        } else {
            evaluationsSince++;
        }
        return mse;
    }

    /** Whether the error was not less in as many evaluations as the user would wait for. */
    boolean isOutOfPatience() {
        return asked.patience() != null && evaluationsSince >= asked.patience();
    }

    /** Why training stopped, if patience ended. */
    String stopReason(int step) {
        return "stopped early at step " + step + ": the validation error has not fallen in " + asked.patience()
                + " evaluations, since step " + bestStep;
    }

    /**
     * Puts the best parameters back if they are to be kept.
     *
     * @param lastStep the step whose parameters the networks have
     * @return the step whose parameters it has now; null if the last ones are kept whatever their error
     */
    @Nullable
    Integer restore(int lastStep, NetworkSum networks) {
        if (!asked.keepBest() || best == null) {
            return null;
        }
        if (bestStep != lastStep) {
            networks.restore(best);
        }
        return bestStep;
    }

    /** The error of the parameters that are kept; null if it was not measured. */
    @Nullable
    Double mse(@Nullable Double last) {
        return asked.keepBest() && best != null ? Double.valueOf(leastMse) : last;
    }
}
