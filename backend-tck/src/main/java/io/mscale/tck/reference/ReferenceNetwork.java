package io.mscale.tck.reference;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;

/**
 * One sample through the network and back:
 *
 * <pre>
 * z_0 = K .* (W_0 x) + b_0,   z_l = W_l h_l + b_l,   h_(l+1) = s_l(z_l),   output = z_L
 *
 * delta_L = dLoss/dz_L = 2 (z_L - y) / (batch size * outputs)
 * delta_(l-1) = (W_l^T delta_l) .* s_(l-1)'(z_(l-1))
 * dLoss/dW_l = delta_l h_l^T,   dLoss/db_l = delta_l,   but dLoss/dW_0 = (K .* delta_0) x^T
 * </pre>
 */
final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final List<ParameterLayout.Layer> layers;
    private final double[] scales;

    /** h[l] is the input of layer l, z[l] its pre-activation. */
    private final double[][] h;

    private final double[][] z;

    ReferenceNetwork(NetworkSpec spec) {
        this.spec = spec;
        this.layers = ParameterLayout.of(spec).layers();
        this.scales = spec.scalePerNeuron();
        this.h = new double[layers.size()][];
        this.z = new double[layers.size()][];
        for (int l = 0; l < layers.size(); l++) {
            h[l] = new double[layers.get(l).inputs()];
            z[l] = new double[layers.get(l).outputs()];
        }
    }

    int outputs() {
        return spec.outputs();
    }

    /** All points, row-major [samples x inputs], to outputs, row-major [samples x outputs]. */
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
     * Adds one sample's part of the gradient to {@code gradient}.
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
        for (int l = layers.size() - 1; l >= 0; l--) {
            addLayerGradient(l, delta, gradient);
            if (l > 0) {
                delta = throughLayer(l, parameters, delta);
            }
        }
        return squaredError;
    }

    private double[] forward(double[] parameters, double[] points, int sample) {
        int inputs = spec.inputs();
        System.arraycopy(points, sample * inputs, h[0], 0, inputs);
        int last = layers.size() - 1;
        for (int l = 0; l <= last; l++) {
            ParameterLayout.Layer layer = layers.get(l);
            for (int i = 0; i < layer.outputs(); i++) {
                double sum = 0;
                for (int j = 0; j < layer.inputs(); j++) {
                    sum += parameters[layer.weightOffset() + i * layer.inputs() + j] * h[l][j];
                }
                z[l][i] = scale(l, i) * sum + parameters[layer.biasOffset() + i];
                if (l < last) {
                    h[l + 1][i] = spec.activationOf(l).value(z[l][i]);
                }
            }
        }
        return Arrays.copyOf(z[last], z[last].length);
    }

    private void addLayerGradient(int l, double[] delta, double[] gradient) {
        ParameterLayout.Layer layer = layers.get(l);
        for (int i = 0; i < layer.outputs(); i++) {
            for (int j = 0; j < layer.inputs(); j++) {
                gradient[layer.weightOffset() + i * layer.inputs() + j] += scale(l, i) * delta[i] * h[l][j];
            }
            gradient[layer.biasOffset() + i] += delta[i];
        }
    }

    /** delta_(l-1) from delta_l. */
    private double[] throughLayer(int l, double[] parameters, double[] delta) {
        ParameterLayout.Layer layer = layers.get(l);
        double[] result = new double[layer.inputs()];
        for (int j = 0; j < layer.inputs(); j++) {
            double sum = 0;
            for (int i = 0; i < layer.outputs(); i++) {
                sum += parameters[layer.weightOffset() + i * layer.inputs() + j] * delta[i];
            }
            result[j] = sum * spec.activationOf(l - 1).derivative(z[l - 1][j]);
        }
        return result;
    }

    /** K in the first layer, 1 elsewhere. */
    private double scale(int l, int neuron) {
        return l == 0 ? scales[neuron] : 1;
    }
}
