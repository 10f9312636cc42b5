package io.mscale.reference;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Loss;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Forward and backward pass of a single sample in float64, with the rows of input derivatives that a {@link Loss} needs, by the
 * formulas given there. Of the value alone, with w the spec's omega, and a sum over the blocks where a layer has several:
 *
 * <pre>
 * z_0 = K .* (W_0 x) + b_0,   z_l = W_l h_l + b_l,   h_(l+1) = s_l(w z_l),   output = z_L
 *
 * delta_L = dLoss/dz_L
 * delta_(l-1) = (W_l^T delta_l) .* w s_(l-1)'(w z_(l-1))
 * dLoss/dW_l = delta_l h_l^T,   dLoss/db_l = delta_l,   but dLoss/dW_0 = (K .* delta_0) x^T
 * dLoss/da_i = sum of delta_0 (W_0 x) over the neurons of scale i, where the scales are trained
 * </pre>
 */
public final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final int rows;

    /** Relative displacement of every term of a sum; 0 in the reference proper. */
    private double displacement;

    /** Bit i % 64 is set if neuron i's terms are displaced downwards. */
    private long downwards;

    /** {@link #upwards(int)} of every neuron of the widest layer that another reads. */
    private final double[] displacements;

    /** The scale of each first-layer neuron: its index among the scales, and its value if it is not trained. */
    private final int[] scaleOf;

    private final double[] scales;

    /** activations[l][i] is the activation of neuron i of hidden layer l. */
    private final Activation[][] activations;

    /** h[l][r] is row r of the input of layer l, z[l][r] of its pre-activation: values, tangents, Laplacian. */
    private final double[][][] h;

    private final double[][][] z;

    /** A network whose outputs are all that is wanted. */
    public ReferenceNetwork(NetworkSpec spec) {
        this(spec, 1);
    }

    /**
     * A network with derivatives.
     *
     * @param rows 1 for the value, and d more for the derivatives by d inputs, and 1 more for the Laplacian
     */
    ReferenceNetwork(NetworkSpec spec, int rows) {
        this.spec = spec;
        this.rows = rows;
        layout = ParameterLayout.of(spec);
        scales = spec.scalePerNeuron();
        scaleOf = spec.scaleIndexPerNeuron();
        int layers = layout.layers().size();
        activations = new Activation[layers - 1][];
        h = new double[layers][rows][];
        z = new double[layers][rows][];
        for (int l = 0; l < layers; l++) {
            ParameterLayout.Layer layer = layout.layers().get(l);
            Arrays.setAll(h[l], row -> new double[layer.inputs()]);
            Arrays.setAll(z[l], row -> new double[layer.outputs()]);
            if (l < layers - 1) {
                activations[l] = new Activation[layer.outputs()];
                for (ActivationRun run : spec.activationRuns(l)) {
                    Arrays.fill(activations[l], run.from(), run.to(), run.activation());
                }
            }
        }
        int widest = Arrays.stream(h).mapToInt(inputs -> inputs[0].length).max().orElse(0);
        displacements = new double[widest];
    }

    /** As {@link ReferenceModel#displace}. */
    void displace(double displacement, long downwards) {
        this.displacement = displacement;
        this.downwards = downwards;
        Arrays.setAll(displacements, this::upwards);
    }

    /** Sets the gradient of untrained parameters to 0. */
    void clearFrozen(double[] gradient) {
        int next = 0;
        for (ParameterLayout.Range range : layout.trainable()) {
            Arrays.fill(gradient, next, range.from(), 0);
            next = range.to();
        }
        Arrays.fill(gradient, next, gradient.length, 0);
    }

    /** Evaluates points, row-major [samples x inputs], to outputs, row-major [samples x rows x outputs]. */
    public double[] forward(double[] parameters, double[] points) {
        int samples = points.length / spec.inputs();
        int outputs = spec.outputs();
        double[] result = new double[samples * rows * outputs];
        for (int s = 0; s < samples; s++) {
            double[][] output = forward(parameters, points, s);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(output[row], 0, result, (s * rows + row) * outputs, outputs);
            }
        }
        return result;
    }

    /** Adds one sample's contribution to {@code gradient} and to {@code loss}. */
    void backward(double[] parameters, double[] x, double[] y, int sample, LossSum loss, double[] gradient) {
        addGradient(parameters, loss.add(forward(parameters, x, sample), y, sample), gradient);
    }

    /** Adds the derivatives of one output at one sample by every parameter to {@code gradient}. */
    void addDerivatives(double[] parameters, double[] x, int sample, int output, double[] gradient) {
        forward(parameters, x, sample);
        double[][] delta = new double[rows][spec.outputs()];
        delta[0][output] = 1;
        addGradient(parameters, delta, gradient);
    }

    /** Adds the gradient at the sample of the last forward pass, from that by the rows of the outputs. */
    private void addGradient(double[] parameters, double[][] byOutputs, double[] gradient) {
        double[][] delta = byOutputs;
        for (int l = layout.layers().size() - 1; l >= 0; l--) {
            addLayerGradient(l, parameters, delta, gradient);
            if (l > 0) {
                delta = throughLayer(l, parameters, delta);
            }
        }
    }

    private double[][] forward(double[] parameters, double[] points, int sample) {
        int inputs = spec.inputs();
        System.arraycopy(points, sample * inputs, h[0][0], 0, inputs);
        for (int row = 1; row < rows; row++) {
            Arrays.setAll(h[0][row], derivative(row));
        }
        int last = layout.layers().size() - 1;
        for (int l = 0; l <= last; l++) {
            for (int row = 0; row < rows; row++) {
                linear(l, row, parameters);
            }
            if (l < last) {
                for (int i = 0; i < z[l][0].length; i++) {
                    activate(l, i);
                }
            }
        }
        return Arrays.stream(z[last]).map(double[]::clone).toArray(double[][]::new);
    }

    /** Row {@code row} of the input: e_j for the derivative by x_j, 0 for the Laplacian. */
    private static IntToDoubleFunction derivative(int row) {
        return input -> input == row - 1 ? 1 : 0;
    }

    private void linear(int l, int row, double[] parameters) {
        double[] result = z[l][row];
        Arrays.fill(result, 0);
        for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
            for (int i = 0; i < block.outputs(); i++) {
                int neuron = block.firstOutput() + i;
                double bias = row == 0 ? displaced(neuron, parameters[block.biasOffset() + i]) : 0;
                result[neuron] += scale(l, neuron, parameters) * product(block, i, parameters, h[l][row]) + bias;
            }
        }
    }

    private boolean isLaplacian(int row) {
        return row == spec.inputs() + 1;
    }

    /** h_(l+1) of neuron i, all rows. */
    private void activate(int l, int i) {
        double omega = spec.omega();
        Activation activation = activations[l][i];
        double argument = omega * z[l][0][i];
        h[l + 1][0][i] = displaced(i, activation.value(argument));
        for (int row = 1; row < rows; row++) {
            h[l + 1][row][i] = displaced(i, omega * activation.derivative(argument) * z[l][row][i]);
            if (isLaplacian(row)) {
                double curvature = omega * omega * activation.secondDerivative(argument);
                h[l + 1][row][i] += displaced(i, curvature * squaredTangents(l, i));
            }
        }
    }

    private double squaredTangents(int l, int i) {
        double squares = 0;
        for (int j = 1; j <= spec.inputs(); j++) {
            squares += z[l][j][i] * z[l][j][i];
        }
        return squares;
    }

    /** Row i of a block's weights times the part of the layer's input that the block reads. */
    private double product(ParameterLayout.Block block, int i, double[] parameters, double[] input) {
        double upwards = upwards(block.firstOutput() + i);
        int first = block.firstInput();
        int row = block.weightOffset() + i * block.inputs();
        int inputs = block.inputs();
        double sum = 0;
        for (int j = 0; j < inputs; j++) {
            double term = parameters[row + j] * input[first + j];
            sum += term + upwards * Math.abs(term);
        }
        return sum;
    }

    private void addLayerGradient(int l, double[] parameters, double[][] delta, double[] gradient) {
        for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
            for (int i = 0; i < block.outputs(); i++) {
                int neuron = block.firstOutput() + i;
                gradient[block.biasOffset() + i] += displaced(neuron, delta[0][neuron]);
                for (int row = 0; row < rows; row++) {
                    addRow(block, i, scale(l, neuron, parameters) * delta[row][neuron], h[l][row], gradient);
                    if (l == 0 && layout.scaleOffset() >= 0) {
                        gradient[layout.scaleOffset() + scaleOf[neuron]] +=
                                displaced(neuron, delta[row][neuron] * product(block, i, parameters, h[0][row]));
                    }
                }
            }
        }
    }

    /** Adds a multiple of the part of the layer's input that a block reads to row i of the block's gradient. */
    private void addRow(ParameterLayout.Block block, int i, double factor, double[] input, double[] gradient) {
        double upwards = upwards(block.firstOutput() + i);
        int first = block.firstInput();
        int row = block.weightOffset() + i * block.inputs();
        int inputs = block.inputs();
        for (int j = 0; j < inputs; j++) {
            double term = factor * input[first + j];
            gradient[row + j] += term + upwards * Math.abs(term);
        }
    }

    /** delta_(l-1) from delta_l. */
    private double[][] throughLayer(int l, double[] parameters, double[][] delta) {
        double[][] result = new double[rows][layout.layers().get(l).inputs()];
        for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
            for (int i = 0; i < block.outputs(); i++) {
                for (int row = 0; row < rows; row++) {
                    addTransposedRow(block, i, parameters, delta[row][block.firstOutput() + i], result[row]);
                }
            }
        }
        for (int i = 0; i < result[0].length; i++) {
            throughActivation(l - 1, i, result);
        }
        return result;
    }

    /** Turns the derivatives by all rows of h_(l+1) of neuron i into those by its z_l. */
    private void throughActivation(int l, int i, double[][] delta) {
        double omega = spec.omega();
        Activation activation = activations[l][i];
        double argument = omega * z[l][0][i];
        double slope = omega * activation.derivative(argument);
        double value = slope * delta[0][i];
        if (rows > 1) {
            double curvature = omega * omega * activation.secondDerivative(argument);
            int laplacian = spec.inputs() + 1;
            boolean hasLaplacian = laplacian < rows;
            double byLaplacian = hasLaplacian ? delta[laplacian][i] : 0;
            for (int j = 1; j < laplacian; j++) {
                double tangent = z[l][j][i];
                value += displaced(i, curvature * tangent * delta[j][i]);
                delta[j][i] = slope * delta[j][i] + displaced(i, 2 * curvature * tangent * byLaplacian);
            }
            if (hasLaplacian) {
                double third = omega * omega * omega * activation.thirdDerivative(argument);
                value += displaced(i, curvature * z[l][laplacian][i] * byLaplacian)
                        + displaced(i, third * squaredTangents(l, i) * byLaplacian);
                delta[laplacian][i] = slope * byLaplacian;
            }
        }
        delta[0][i] = value;
    }

    /** Adds a multiple of row i of a block's weights to what goes back to the inputs that the block reads. */
    private void addTransposedRow(
            ParameterLayout.Block block, int i, double[] parameters, double factor, double[] result) {
        int first = block.firstInput();
        int row = block.weightOffset() + i * block.inputs();
        int inputs = block.inputs();
        for (int j = 0; j < inputs; j++) {
            double term = parameters[row + j] * factor;
            result[first + j] += term + displacements[first + j] * Math.abs(term);
        }
    }

    /** The share of a neuron's terms by which they are displaced upwards; negative if they are displaced downwards. */
    private double upwards(int neuron) {
        return (downwards >>> neuron & 1) == 0 ? displacement : -displacement;
    }

    double displaced(int neuron, double term) {
        return term + upwards(neuron) * Math.abs(term);
    }

    /** K in the first layer, 1 elsewhere. */
    private double scale(int l, int neuron, double[] parameters) {
        if (l > 0) {
            return 1;
        }
        return layout.scaleOffset() >= 0 ? parameters[layout.scaleOffset() + scaleOf[neuron]] : scales[neuron];
    }
}
