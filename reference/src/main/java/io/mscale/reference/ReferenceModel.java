package io.mscale.reference;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.api.training.OptimizerState;
import io.mscale.api.training.TrainingSpec;

/**
 * A network and its training in float64, written directly from the formulas, one sample at a time. Slow but readable:
 * the standard for the results of every backend.
 *
 * <p>Not thread-safe.
 */
public final class ReferenceModel {

    private final Loss loss;
    private final int inputs;
    private final int outputs;
    private final ReferenceNetwork network;
    private final ReferenceNetwork values;
    private final Adam adam;
    private final TrainingSpec training;
    private double[] x;
    private double[] y;
    private BatchSchedule schedule;
    private int[] batch;
    private final double[] parameters;
    private final double[] firstMoment;
    private final double[] secondMoment;
    private long stepsTaken;
    private double magnitude = Double.NaN;

    /**
     * Creates a model before its first step.
     *
     * @param spec the network's shape
     * @param training the loss, the optimiser and the batches
     * @param parameters the initial parameters, laid out as in {@link ParameterLayout}
     * @param data the training data
     * @throws IllegalArgumentException if the parameters or the data do not fit the network
     */
    public ReferenceModel(NetworkSpec spec, TrainingSpec training, double[] parameters, Dataset data) {
        int size = ParameterLayout.of(spec).size();
        if (parameters.length != size) {
            throw new IllegalArgumentException("the network has " + size + " parameters, not " + parameters.length);
        }
        Loss loss = training.loss();
        if (data.inputs() != spec.inputs() || data.outputs() != loss.targetColumns(spec.inputs(), spec.outputs())) {
            throw new IllegalArgumentException("the network maps " + spec.inputs() + " inputs to " + spec.outputs()
                    + " outputs, the data " + data.inputs() + " to " + data.outputs());
        }
        this.loss = loss;
        inputs = spec.inputs();
        outputs = spec.outputs();
        network = new ReferenceNetwork(spec, loss.rows(inputs));
        values = new ReferenceNetwork(spec);
        adam = training.adam();
        this.training = training;
        x = data.x();
        y = data.y();
        schedule = new BatchSchedule(training, data.parts());
        batch = new int[schedule.batchSize()];
        this.parameters = parameters.clone();
        firstMoment = new double[size];
        secondMoment = new double[size];
    }

    /**
     * From now on displaces every term and every stored number; see {@link ErrorGrowth}.
     *
     * @param displacement the share of their magnitude
     * @param downwards what is displaced downwards: bit i for the neurons i, i + 64, and so on, of every layer, and for the
     *     stored parameters i, i + 64, and so on
     */
    void displace(double displacement, long downwards) {
        network.displace(displacement, downwards);
        values.displace(displacement, downwards);
    }

    /** Goes on with other data of the same columns; parameters, the optimiser's moments and the number of steps stay. */
    public void bind(Dataset data) {
        x = data.x();
        y = data.y();
        schedule = new BatchSchedule(training, data.parts());
        batch = new int[schedule.batchSize()];
    }

    /** Goes on where an optimiser stopped: its moments, and the step after those that it has taken. */
    public void resume(OptimizerState state) {
        if (state.size() != parameters.length) {
            throw new IllegalArgumentException(
                    "the network has " + parameters.length + " parameters, not " + state.size());
        }
        System.arraycopy(state.firstMoments(), 0, firstMoment, 0, firstMoment.length);
        System.arraycopy(state.secondMoments(), 0, secondMoment, 0, secondMoment.length);
        stepsTaken = state.steps();
    }

    /** What the optimiser remembers. */
    public OptimizerState optimizerState() {
        return new OptimizerState(stepsTaken, firstMoment, secondMoment);
    }

    /** A copy of the current parameters. */
    public double[] parameters() {
        return parameters.clone();
    }

    /**
     * The network's output.
     *
     * @param points row-major [samples x inputs]
     * @return row-major [samples x outputs]
     */
    public double[] forward(double[] points) {
        return values.forward(parameters, points);
    }

    /** The loss over the next step's batch. */
    public double loss() {
        return gradientAndLoss(new double[parameters.length]);
    }

    /**
     * What errors of the loss that was computed last are relative to: the loss with all terms of a sample made positive. It is
     * the loss itself for the squared error; NaN before the first loss.
     */
    public double magnitude() {
        return magnitude;
    }

    /**
     * The gradient of {@link #loss()} with respect to the parameters, laid out as in {@link ParameterLayout}; 0 where
     * a parameter is not trained.
     */
    public double[] gradient() {
        double[] gradient = new double[parameters.length];
        gradientAndLoss(gradient);
        return gradient;
    }

    /** Takes one Adam step and returns the loss of its batch before the update. */
    public double step() {
        double[] gradient = new double[parameters.length];
        double loss = gradientAndLoss(gradient);
        long t = ++stepsTaken;
        double learningRate = adam.learningRateAt(t);
        double firstCorrection = adam.firstMomentCorrection(t);
        double secondCorrection = adam.secondMomentCorrection(t);
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[i];
            firstMoment[i] = adam.beta1() * firstMoment[i] + (1 - adam.beta1()) * g;
            secondMoment[i] = adam.beta2() * secondMoment[i] + (1 - adam.beta2()) * g * g;
            double m = firstMoment[i] / firstCorrection;
            double v = secondMoment[i] / secondCorrection;
            parameters[i] -= learningRate * m / (Math.sqrt(v) + adam.epsilon());
            parameters[i] = network.displaced(i, parameters[i]);
        }
        return loss;
    }

    /** Takes at least one step and returns the last one's loss. */
    public double train(int steps) {
        return trajectory(steps)[steps - 1];
    }

    /** Takes at least one step and returns the loss of each. */
    public double[] trajectory(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        }
        double[] losses = new double[steps];
        for (int i = 0; i < steps; i++) {
            losses[i] = step();
        }
        return losses;
    }

    /** Adds the gradient over the next step's batch to {@code gradient}, which must be zero, and returns the loss. */
    double gradientAndLoss(double[] gradient) {
        schedule.batch(stepsTaken + 1, batch);
        LossSum sum = new LossSum(loss, inputs, outputs, batch.length);
        for (int sample : batch) {
            network.backward(parameters, x, y, sample, sum, gradient);
        }
        network.clearFrozen(gradient);
        magnitude = sum.magnitude();
        return sum.mean();
    }
}
