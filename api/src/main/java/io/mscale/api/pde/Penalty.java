package io.mscale.api.pde;

import io.mscale.api.task.Dataset;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Residual;
import java.util.List;

/**
 * How a loss holds a network to the boundary values, whose samples are the last part of the data: by beta times the mean
 * of (u - g)^2 over the boundary, times the boundary's measure in an energy.
 *
 * @param beta the factor, positive
 * @param ramp how many times smaller the factor is at first, at least 1; it grows to beta in steps of equal ratio
 */
public record Penalty(double beta, double ramp) {

    /** Where in a training the factor grows, as shares of its steps; after the public code for Liu, Cai and Xu (2020). */
    private static final List<Double> STAGES = List.of(0.0, 0.1, 0.2, 0.25, 0.5, 0.75);

    public Penalty {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("beta is positive, not " + beta);
        }
        if (!(ramp >= 1) || Double.isInfinite(ramp)) {
            throw new IllegalArgumentException("the ramp is at least 1, not " + ramp);
        }
    }

    /** The number of stages; 1 if the factor does not grow. */
    public int stages() {
        return ramp == 1 ? 1 : STAGES.size();
    }

    /** The step after which a stage begins, counted from 0, in a training of so many steps. */
    public int begin(int stage, int steps) {
        return (int) Math.round(STAGES.get(stage) * steps);
    }

    /** The share of beta in a stage. */
    public double share(int stage) {
        return stages() == 1 ? 1 : Math.pow(ramp, (double) (stage - stages() + 1) / (stages() - 1));
    }

    /** Data of the last stage as it is in another. */
    public Dataset data(Dataset last, Loss loss, int stage) {
        double share = share(stage);
        if (share == 1) {
            return last;
        }
        int columns = last.outputs();
        double[] y = last.y();
        int boundary = last.size() - last.parts().get(last.parts().size() - 1);
        for (int row = boundary * columns; row < y.length; row += columns) {
            if (loss instanceof Energy) {
                y[row + 1] *= share;
                y[row + 2] *= share;
            } else if (loss instanceof Residual) {
                y[row + columns - 1] *= share;
            }
        }
        return new Dataset(last.inputs(), columns, last.x(), y, last.parts());
    }
}
