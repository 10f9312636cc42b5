package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * The first layer's matrix K .* [W_0 b_0], where K contains the neurons' scales in the weight columns and 1 in the bias
 * column. In z_0 = K .* (W_0 x) + b_0 (eq. 1.13) the scales are applied to the weights, which are far fewer than the
 * values z_0.
 */
final class ScaledFirstLayer implements AutoCloseable {

    private final Parameters parameters;
    private final Term term;
    private final INDArray factors;
    private final INDArray matrix;
    private final @Nullable TrainedScales trained;
    private final Program scaling = new Program();

    ScaledFirstLayer(NetworkSpec spec, Parameters parameters, NativeArrays arrays) {
        this.parameters = parameters;
        term = parameters.layout().layer(0).terms().get(0);
        factors = factors(spec, parameters.layout().outputs(0), arrays);
        matrix = arrays.zeros(term.outputs(), term.inputs() + 1);
        trained = spec.firstLayer().trainsScales() ? new TrainedScales(spec, parameters, arrays) : null;
        if (trained != null) {
            trained.appendFactors(scaling, NativeArrays.columns(factors, 0, term.inputs()));
        }
        scaling.add(new MulOp(term.matrix(parameters.vector()), factors, matrix));
    }

    private static INDArray factors(NetworkSpec spec, NeuronOrder order, NativeArrays arrays) {
        double[] scales = spec.scalePerNeuron();
        INDArray factors = arrays.zeros(scales.length, spec.inputs() + 1);
        HostCopy values = new HostCopy(factors, scales.length * spec.inputs());
        for (int neuron = 0; neuron < scales.length; neuron++) {
            for (int input = 0; input < spec.inputs(); input++) {
                values.set(input * scales.length + order.column(neuron), scales[neuron]);
            }
        }
        values.copy();
        NativeArrays.columns(factors, spec.inputs(), 1).assign(1);
        return factors;
    }

    /** K .* [W_0 b_0], [neurons x (inputs + 1)]. */
    INDArray matrix() {
        return matrix;
    }

    /** Must be called after each change of the parameters. */
    void refresh() {
        scaling.run();
    }

    /**
     * Appends the conversion of the gradient with respect to {@link #matrix} to that with respect to the parameters.
     */
    void appendGradient(Program program, Parameters gradient) {
        INDArray derivatives = term.matrix(gradient.vector());
        if (trained != null) {
            trained.appendGradient(
                    program, term.weights(parameters.vector()), term.weights(gradient.vector()), gradient.scales());
        }
        program.add(new MulOp(derivatives, factors, derivatives));
    }

    @Override
    public void close() {
        scaling.close();
    }
}
