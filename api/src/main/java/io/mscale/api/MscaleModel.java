package io.mscale.api;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.api.training.OptimizerState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A network on a device, being trained. The public methods check state and arguments once for every backend, then call the
 * protected hooks. A backend implements the hooks and may rely on what they promise.
 *
 * <p>Life cycle: {@link #setParameters(double[])} and {@link #bind}, in either order and any number of times; then {@link #train} any
 * number of times; {@link #predict} and {@link #parameters} at any time after the parameters were set; {@link #close} at the
 * end. A model is used by one thread at a time; inside, it may keep as many busy as its spec allows.
 *
 * <p>Hooks return only after all device work is finished: the caller reads its clock next. What a hook throws passes
 * through to the caller, which closes the model.
 */
public abstract class MscaleModel implements AutoCloseable {

    private final ModelSpec spec;
    private final Device device;
    private final ParameterLayout layout;
    private @Nullable BatchSchedule batches;
    private boolean hasParameters;
    private boolean closed;
    private long stepsTaken;

    /** Builds a model without parameters and without data. */
    protected MscaleModel(ModelSpec spec, Device device) {
        this.spec = spec;
        this.device = device;
        this.layout = ParameterLayout.of(spec.network());
    }

    /** What this model was built from. */
    public final ModelSpec spec() {
        return spec;
    }

    /** Where it is trained. */
    public final Device device() {
        return device;
    }

    /** Where its parameters lie in a flat array. */
    public final ParameterLayout layout() {
        return layout;
    }

    /** Optimiser steps taken since the parameters were last set, and before that if a training goes on. */
    public final long stepsTaken() {
        return stepsTaken;
    }

    /**
     * Sets all parameters and starts training afresh: the optimiser forgets its moments, the next step is step 1.
     *
     * @param parameters the flat parameters as {@link ParameterLayout} lays them out; rounded to the model's precision
     * @throws IllegalArgumentException if the length is wrong or a value is not finite
     * @throws IllegalStateException if the model is closed
     */
    public final void setParameters(double[] parameters) {
        requireOpen();
        requireSize("", parameters.length);
        requireFinite("parameter", parameters);
        writeParameters(parameters);
        hasParameters = true;
        stepsTaken = 0;
    }

    /**
     * Sets all parameters and goes on with a training: the next step is the one after those that the optimiser has taken.
     *
     * @param parameters as for {@link #setParameters(double[])}
     * @param state what the optimiser remembers; rounded to the model's precision
     * @throws IllegalArgumentException if a length is wrong or a value is not finite
     * @throws IllegalStateException if the model is closed
     * @throws UnsupportedOperationException if the backend does not declare {@link Capabilities#optimizerState}
     */
    public final void setParameters(double[] parameters, OptimizerState state) {
        requireOpen();
        requireSize(" as there are moments", state.size());
        setParameters(parameters);
        stepsTaken = state.steps();
        writeMoments(state.firstMoments(), state.secondMoments());
    }

    /**
     * What the optimiser remembers, as {@link #setParameters(double[], OptimizerState)} takes it. Moments of parameters that
     * are not trained are 0.
     *
     * @throws IllegalStateException if no parameters were set, a moment is not finite or the model is closed
     * @throws UnsupportedOperationException if the backend does not declare {@link Capabilities#optimizerState}
     */
    public final OptimizerState optimizerState() {
        requireParameters();
        double[] first = new double[layout.size()];
        double[] second = new double[layout.size()];
        readMoments(first, second);
        try {
            return new OptimizerState(stepsTaken, first, second);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * The loss over the next step's batch and its gradient by the parameters, which stay as they are, as does the optimiser.
     * For optimisers that run outside the model, such as L-BFGS; an evaluation costs about a step.
     *
     * @param gradient is filled, laid out as in {@link #layout()}; 0 where a parameter is not trained
     * @return the loss
     * @throws IllegalArgumentException if the length is wrong
     * @throws IllegalStateException if no parameters were set, no data was bound or the model is closed
     * @throws UnsupportedOperationException if the backend does not declare {@link Capabilities#optimizerState}
     */
    public final double lossAndGradient(double[] gradient) {
        requireData();
        requireSize(" as there are places for derivatives", gradient.length);
        return evaluateGradient(stepsTaken + 1, gradient);
    }

    /**
     * The parameters as they are now, as {@link #setParameters(double[])} takes them.
     *
     * @throws IllegalStateException if no parameters were set or the model is closed
     */
    public final double[] parameters() {
        requireParameters();
        double[] parameters = new double[layout.size()];
        readParameters(parameters);
        return parameters;
    }

    /**
     * Copies the training data to the device, replacing what was bound before.
     *
     * @throws IllegalArgumentException if its inputs are not the network's, or its columns of targets not the loss's
     * @throws IllegalStateException if the model is closed
     */
    public final void bind(Dataset dataset) {
        requireOpen();
        int inputs = spec.network().inputs();
        int outputs = spec.network().outputs();
        Loss loss = spec.training().loss();
        int columns = loss.targetColumns(inputs, outputs);
        if (dataset.inputs() != inputs || dataset.outputs() != columns) {
            throw new IllegalArgumentException("the network maps " + inputs + " inputs to " + outputs
                    + " outputs, the data " + dataset.inputs() + " to " + dataset.outputs()
                    + (columns == outputs ? "" : "; loss '" + loss.id() + "' needs " + columns));
        }
        BatchSchedule schedule = new BatchSchedule(spec.training(), dataset.parts());
        upload(dataset, schedule);
        batches = schedule;
    }

    /**
     * Takes optimiser steps. All device work has finished on return.
     *
     * @param steps how many, at least 1
     * @return the loss of the last step's batch before that step's update, below 0 where the loss can be; NaN or infinite
     *     if training diverged
     * @throws IllegalStateException if no parameters were set, no data was bound or the model is closed
     */
    public final double train(int steps) {
        requireData();
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        }
        double loss = takeSteps(stepsTaken + 1, steps);
        stepsTaken += steps;
        return loss;
    }

    /**
     * Evaluates the network.
     *
     * @param x points, row-major [samples x inputs]
     * @return the network there, row-major [samples x outputs]
     * @throws IllegalArgumentException if x is empty, does not hold whole points, or a value is not finite
     * @throws IllegalStateException if no parameters were set or the model is closed
     */
    public final double[] predict(double[] x) {
        requireParameters();
        int inputs = spec.network().inputs();
        if (x.length == 0 || x.length % inputs != 0) {
            throw new IllegalArgumentException(
                    "x of length " + x.length + " does not hold points of " + inputs + " inputs");
        }
        requireFinite("x", x);
        int samples = x.length / inputs;
        double[] y = new double[Math.multiplyExact(samples, spec.network().outputs())];
        evaluate(x, samples, y);
        return y;
    }

    /**
     * The most memory that the model has held on its device so far, in bytes; empty if that is unknown or the device is the
     * processor. What other models hold does not count: several may be alive at once. Asked once, after training.
     */
    public OptionalLong peakDeviceBytes() {
        return OptionalLong.empty();
    }

    /** Frees what the model holds, including native memory. Closing twice has no further effect. */
    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    /**
     * Stores all parameters, which are finite and in the order of {@link #layout()}, in the model's precision, and resets the
     * optimiser's state. The array must not be kept.
     */
    protected abstract void writeParameters(double[] flat);

    /** Fills {@code flat} with all parameters in the order of {@link #layout()}. */
    protected abstract void readParameters(double[] flat);

    /**
     * Fills the arrays with both moments of every parameter, in the order of {@link #layout()}; 0 where a parameter is not
     * trained. Needed by a backend that declares {@link Capabilities#optimizerState}.
     */
    protected void readMoments(double[] first, double[] second) {
        throw new UnsupportedOperationException("this backend does not tell the optimiser's moments");
    }

    /**
     * Stores both moments, finite and in the order of {@link #layout()}, in the model's precision; called after {@link
     * #writeParameters}, or between steps, when {@link #stepsTaken} already counts the steps behind the moments. The arrays
     * must not be kept. Needed by a backend that declares {@link Capabilities#optimizerState}.
     */
    protected void writeMoments(double[] first, double[] second) {
        throw new UnsupportedOperationException("this backend cannot take over the optimiser's moments");
    }

    /**
     * Fills the gradient of the loss over the batch of a step, counted from 1, and returns the loss. Unless overridden it
     * takes the step with moments of 0, which leaves m = (1 - beta1) g, and puts everything back.
     */
    protected double evaluateGradient(long step, double[] gradient) {
        double[] parameters = new double[gradient.length];
        double[] first = new double[gradient.length];
        double[] second = new double[gradient.length];
        readParameters(parameters);
        readMoments(first, second);
        writeMoments(new double[gradient.length], new double[gradient.length]);
        double loss = takeStep(step);
        readMoments(gradient, new double[gradient.length]);
        writeParameters(parameters);
        writeMoments(first, second);
        double share = 1 - spec.training().adam().beta1();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= share;
        }
        return loss;
    }

    /** Copies data of the network's dimensions to the device, replacing any that were there; the schedule may be kept. */
    protected abstract void upload(Dataset dataset, BatchSchedule schedule);

    /** Takes a step, counted from 1, waits for the device and returns the loss of the step's batch before the update. */
    protected abstract double takeStep(long step);

    /**
     * Takes steps {@code firstStep} to {@code firstStep + steps - 1}, counted from 1, and waits for the device. One by one
     * unless overridden: a backend that waits for its device once per block, or records a block as a whole, does it here, and
     * its {@link #takeStep} is a block of one. Returns the loss of the last step's batch before that step's update.
     */
    protected double takeSteps(long firstStep, int steps) {
        double loss = Double.NaN;
        for (long step = firstStep; step < firstStep + steps; step++) {
            loss = takeStep(step);
        }
        return loss;
    }

    /** Evaluates the network at points x, finite, row-major [samples x inputs], and writes y, row-major [samples x outputs]. */
    protected abstract void evaluate(double[] x, int samples, double[] y);

    /** Frees what the model holds. Called exactly once, and no hook after it. */
    protected abstract void release();

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
    }

    private void requireParameters() {
        requireOpen();
        if (!hasParameters) {
            throw new IllegalStateException("no parameters were set");
        }
    }

    private void requireSize(String what, int length) {
        if (length != layout.size()) {
            throw new IllegalArgumentException(
                    "the network has " + layout.size() + " parameters, not " + length + what);
        }
    }

    private void requireData() {
        requireParameters();
        if (batches == null) {
            throw new IllegalStateException("no data was bound");
        }
    }

    private static void requireFinite(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + "[" + i + "] is not finite: " + values[i]);
            }
        }
    }
}
