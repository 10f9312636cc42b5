package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters, the values derived from them once per step, and the structure that the passes need.
 *
 * @param spec the network
 * @param precision the precision of all arrays
 * @param grain the amount of data per operation
 * @param parameters the parameters
 * @param firstLayer must be refreshed after each change of the parameters
 */
record Network(NetworkSpec spec, Precision precision, Grain grain, Parameters parameters, ScaledFirstLayer firstLayer) {

    static Network of(NetworkSpec spec, Grain grain, ParameterLayout flat, Precision precision, NativeArrays arrays) {
        Parameters parameters = new Parameters(new NativeLayout(spec, flat), arrays);
        return new Network(spec, precision, grain, parameters, new ScaledFirstLayer(spec, parameters, arrays));
    }

    NativeLayout layout() {
        return parameters.layout();
    }

    /** The index of the first trained layer: 0, or 1 after a frozen one. */
    int firstTrained() {
        return spec.firstLayer().isFrozen() ? 1 : 0;
    }

    /** The factor of a layer's products; for a hidden layer it converts them to the activation's unit. */
    double argumentFactor(int layer) {
        if (layer == layout().hiddenLayers()) {
            return 1;
        }
        return ActivationBlock.isPeriodic(spec.activationOf(layer)) ? spec.omega() / (2 * Math.PI) : spec.omega();
    }

    /** The factor of a layer's products of derivatives by the inputs, which are in no unit. */
    double tangentFactor(int layer) {
        return layer == layout().hiddenLayers() ? 1 : spec.omega();
    }

    /** The matrix of a term, which maps a layer's input to its pre-activations, [outputs x (inputs + ones)]. */
    INDArray matrix(int layer, LayerTerms.Term term) {
        return layer == 0 ? firstLayer.matrix() : term.matrix(parameters.vector());
    }
}
