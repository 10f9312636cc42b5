package io.mscale.harness.plan;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellSpec;
import java.util.Optional;

/**
 * Refuses what cannot be asked of a training whose data hold an equation: whatever needs values of the target at the
 * training points, too few points on the boundary, and activations that are too rough for the loss.
 */
final class EquationCheck {

    private final BoundaryValueTask task;

    private EquationCheck(BoundaryValueTask task) {
        this.task = task;
    }

    /** The check of a task; empty if its training data hold targets. */
    static Optional<EquationCheck> of(FittingTask task) {
        return BoundaryValueTask.equation(task).map(EquationCheck::new);
    }

    /**
     * Refuses a training.
     *
     * @param hasAutomaticScales whether scales are to be chosen from the training data
     */
    void require(CellSpec.Training training, boolean hasAutomaticScales) {
        refuseIf(training.noise() > 0, "--noise", "there are no targets that noise could be added to");
        refuseIf(
                training.validation().validationSize() > 0,
                "--validation",
                "its error is known everywhere, and there is nothing to hold out");
        refuseIf(
                training.rounds().rounds() > 1,
                "--rounds",
                "the residual of a sum of networks cannot be computed from its values");
        refuseIf(
                hasAutomaticScales,
                "--scales",
                "scales cannot be chosen from its data; give them, as in --scales linear:30");
        requireSize("--train-size", training.trainSize());
        requireSize("--batch", Math.min(training.batchSize(), training.trainSize()));
    }

    private void refuseIf(boolean isAsked, String option, String reason) {
        if (isAsked) {
            throw new UsageException(option + ": " + task.id() + " learns from an equation: " + reason);
        }
    }

    private void requireSize(String option, int samples) {
        task.sizeObstacle(samples).ifPresent(obstacle -> {
            throw new UsageException(option + ": " + task.id() + ": " + obstacle);
        });
    }

    /** Refuses a network, unless the user takes the risk. */
    void require(NetworkSpec network) {
        if (!task.allowsRoughActivations()) {
            task.loss().roughness(network).ifPresent(roughness -> {
                throw new UsageException("--activation, --first-activation: " + roughness
                        + " (--rough yes trains the rough ones all the same)");
            });
        }
    }
}
