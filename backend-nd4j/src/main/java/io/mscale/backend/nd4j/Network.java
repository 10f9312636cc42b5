package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * The parameters and what follows from them once per step: the first layer's weights times the scales. In
 * z_0 = K .* (W_0 x) + b_0 (eq. 1.13) the scales go to the weights, which are far fewer than the values z_0.
 */
final class Network implements AutoCloseable {

    private final NetworkSpec spec;
    private final Precision precision;
    private final Parameters parameters;
    private final INDArray firstLayer;
    private final INDArray scales;
    private final Program scaling = new Program();

    Network(NetworkSpec spec, Precision precision, ParameterLayout layout, NativeArrays arrays) {
        this.spec = spec;
        this.precision = precision;
        parameters = new Parameters(layout, arrays);
        ParameterLayout.Block first = layout.layers().get(0).blocks().get(0);
        firstLayer = arrays.zeros(first.outputs(), first.inputs() + 1);
        scales = arrays.zeros(first.outputs(), first.inputs() + 1);
        INDArray units = arrays.zeros(first.outputs(), first.inputs() + 1);
        double unit = activation(0).unit();
        double[] perNeuron = spec.scalePerNeuron();
        for (int neuron = 0; neuron < first.outputs(); neuron++) {
            for (int column = 0; column <= first.inputs(); column++) {
                double scale = column < first.inputs() ? perNeuron[neuron] : 1;
                scales.data().put((long) column * first.outputs() + neuron, scale);
                units.data().put((long) column * first.outputs() + neuron, scale / unit);
            }
        }
        scaling.add(new MulOp(parameters.layer(0).withBias(), units, firstLayer));
    }

    NetworkSpec spec() {
        return spec;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Hidden layers. */
    int hiddenLayers() {
        return spec.hiddenWidths().size();
    }

    /** The activation behind a hidden layer, counted from 0. */
    ActivationOps activation(int layer) {
        return layer == 0 ? ActivationOps.ofFirstLayer(spec.firstActivation()) : ActivationOps.of(spec.activation());
    }

    /** Whether the first layer's sine is worth its own code, which is exact enough for float32 only. */
    boolean hasPolynomialSine() {
        return spec.firstActivation() == Activation.SIN && precision == Precision.FLOAT32;
    }

    /** The matrix that takes the inputs of a layer to its z, in the activation's unit; [outputs x (inputs + 1)]. */
    INDArray weights(int layer) {
        return layer == 0 ? firstLayer : parameters.layer(layer).withBias();
    }

    /** d z_0 / d (W_0 x) and d z_0 / d b_0: the scales, and a column of ones. */
    INDArray scales() {
        return scales;
    }

    /** To be called after each change of the parameters. */
    void refresh() {
        scaling.run();
    }

    @Override
    public void close() {
        scaling.close();
    }
}
