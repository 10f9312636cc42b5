package io.mscale.reference;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.Arrays;

/**
 * Forward and backward pass of a single sample. With w the spec's omega, and a sum over the blocks where a layer has
 * several:
 *
 * <pre>
 * z_0 = K .* (W_0 x) + b_0,   z_l = W_l h_l + b_l,   h_(l+1) = s_l(w z_l),   output = z_L
 *
 * delta_L = dLoss/dz_L = 2 (z_L - y) / (batch size * outputs)
 * delta_(l-1) = (W_l^T delta_l) .* w s_(l-1)'(w z_(l-1))
 * dLoss/dW_l = delta_l h_l^T,   dLoss/db_l = delta_l,   but dLoss/dW_0 = (K .* delta_0) x^T
 * dLoss/da_i = sum of delta_0 (W_0 x) over the neurons of scale i, where the scales are trained
 * </pre>
 */
final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final ParameterLayout layout;

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

    /** h[l] is the input of layer l, z[l] its pre-activation. */
    private final double[][] h;

    private final double[][] z;

    ReferenceNetwork(NetworkSpec spec) {
        this.spec = spec;
        layout = ParameterLayout.of(spec);
        scales = spec.scalePerNeuron();
        scaleOf = spec.scaleIndexPerNeuron();
        int layers = layout.layers().size();
        activations = new Activation[layers - 1][];
        h = new double[layers][];
        z = new double[layers][];
        for (int l = 0; l < layers; l++) {
            h[l] = new double[layout.layers().get(l).inputs()];
            z[l] = new double[layout.layers().get(l).outputs()];
            if (l < layers - 1) {
                activations[l] = new Activation[z[l].length];
                for (ActivationRun run : spec.activationRuns(l)) {
                    Arrays.fill(activations[l], run.from(), run.to(), run.activation());
                }
            }
        }
        int widest = Arrays.stream(h).mapToInt(inputs -> inputs.length).max().orElse(0);
        displacements = new double[widest];
    }

    /** As {@link ReferenceModel#displace}. */
    void displace(double displacement, long downwards) {
        this.displacement = displacement;
        this.downwards = downwards;
        Arrays.setAll(displacements, this::upwards);
    }

    int outputs() {
        return spec.outputs();
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

    /** Evaluates points, row-major [samples x inputs], to outputs, row-major [samples x outputs]. */
    double[] forward(double[] parameters, double[] points) {
        int samples = points.length / spec.inputs();
        double[] result = new double[samples * spec.outputs()];
        for (int s = 0; s < samples; s++) {
            double[] output = forward(parameters, points, s);
            System.arraycopy(output, 0, result, s * output.length, output.length);
        }
        return result;
    }

    /**
     * Adds one sample's contribution to {@code gradient}.
     *
     * @return the sample's squared error, summed over the outputs
     */
    double backward(double[] parameters, double[] x, double[] y, int sample, int batchSize, double[] gradient) {
        double[] output = forward(parameters, x, sample);
        int outputs = output.length;
        double squaredError = 0;
        double[] delta = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double error = output[k] - y[sample * outputs + k];
            squaredError += error * error;
            delta[k] = 2 * error / ((double) batchSize * outputs);
        }
        addGradient(parameters, delta, gradient);
        return squaredError;
    }

    /** Adds the derivatives of one output at one sample by every parameter to {@code gradient}. */
    void addDerivatives(double[] parameters, double[] x, int sample, int output, double[] gradient) {
        double[] delta = new double[forward(parameters, x, sample).length];
        delta[output] = 1;
        addGradient(parameters, delta, gradient);
    }

    /** Adds the gradient at the sample of the last forward pass, from that by the outputs. */
    private void addGradient(double[] parameters, double[] byOutputs, double[] gradient) {
        double[] delta = byOutputs;
        for (int l = layout.layers().size() - 1; l >= 0; l--) {
            addLayerGradient(l, parameters, delta, gradient);
            if (l > 0) {
                delta = throughLayer(l, parameters, delta);
            }
        }
    }

    private double[] forward(double[] parameters, double[] points, int sample) {
        int inputs = spec.inputs();
        System.arraycopy(points, sample * inputs, h[0], 0, inputs);
        int last = layout.layers().size() - 1;
        for (int l = 0; l <= last; l++) {
            Arrays.fill(z[l], 0);
            for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
                for (int i = 0; i < block.outputs(); i++) {
                    int neuron = block.firstOutput() + i;
                    z[l][neuron] += scale(l, neuron, parameters) * product(block, i, parameters, h[l])
                            + displaced(neuron, parameters[block.biasOffset() + i]);
                }
            }
            if (l < last) {
                for (int i = 0; i < z[l].length; i++) {
                    h[l + 1][i] = displaced(i, activations[l][i].value(spec.omega() * z[l][i]));
                }
            }
        }
        return Arrays.copyOf(z[last], z[last].length);
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

    private void addLayerGradient(int l, double[] parameters, double[] delta, double[] gradient) {
        for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
            for (int i = 0; i < block.outputs(); i++) {
                int neuron = block.firstOutput() + i;
                addRow(block, i, scale(l, neuron, parameters) * delta[neuron], h[l], gradient);
                gradient[block.biasOffset() + i] += displaced(neuron, delta[neuron]);
                if (l == 0 && layout.scaleOffset() >= 0) {
                    gradient[layout.scaleOffset() + scaleOf[neuron]] +=
                            displaced(neuron, delta[neuron] * product(block, i, parameters, h[0]));
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
    private double[] throughLayer(int l, double[] parameters, double[] delta) {
        double[] result = new double[layout.layers().get(l).inputs()];
        for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
            for (int i = 0; i < block.outputs(); i++) {
                addTransposedRow(block, i, parameters, delta[block.firstOutput() + i], result);
            }
        }
        double omega = spec.omega();
        for (int j = 0; j < result.length; j++) {
            result[j] *= omega * activations[l - 1][j].derivative(omega * z[l - 1][j]);
        }
        return result;
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
