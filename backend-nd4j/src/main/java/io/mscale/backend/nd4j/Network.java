package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters, the values derived from them once per step, and the structure that the passes need. */
final class Network implements AutoCloseable {

    private final NetworkSpec spec;
    private final Precision precision;
    private final Grain grain;
    private final NativeLayout layout;
    private final Parameters parameters;
    private final ScaledFirstLayer firstLayer;

    Network(NetworkSpec spec, Precision precision, Grain grain, ParameterLayout flat, NativeArrays arrays) {
        this.spec = spec;
        this.precision = precision;
        this.grain = grain;
        layout = new NativeLayout(spec, flat);
        parameters = new Parameters(layout, arrays);
        firstLayer = new ScaledFirstLayer(spec, parameters, arrays);
    }

    Precision precision() {
        return precision;
    }

    Grain grain() {
        return grain;
    }

    NativeLayout layout() {
        return layout;
    }

    Parameters parameters() {
        return parameters;
    }

    ScaledFirstLayer firstLayer() {
        return firstLayer;
    }

    /** The index of the first trained layer: 0, or 1 after a frozen one. */
    int firstTrained() {
        return spec.firstLayer().isFrozen() ? 1 : 0;
    }

    /** The neurons of a hidden layer grouped by activation; layers count from 0. */
    List<ActivationRun> activations(int layer) {
        return layout.outputs(layer).runs();
    }

    /** The factor of a layer's products; for a hidden layer it converts them to the activation's unit. */
    double argumentFactor(int layer) {
        if (layer == layout.hiddenLayers()) {
            return 1;
        }
        return ActivationOps.isPeriodic(spec.activationOf(layer)) ? spec.omega() / (2 * Math.PI) : spec.omega();
    }

    /** The derivative of an activation's argument with respect to the pre-activation. */
    double omega() {
        return spec.omega();
    }

    /** The matrix of a term, which maps a layer's input to its pre-activations, [outputs x (inputs + ones)]. */
    INDArray matrix(int layer, Term term) {
        return layer == 0 ? firstLayer.matrix() : term.matrix(parameters.vector());
    }

    /** Must be called after each change of the parameters. */
    void refresh() {
        firstLayer.refresh();
    }

    @Override
    public void close() {
        firstLayer.close();
    }
}
