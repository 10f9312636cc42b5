package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import io.mscale.backend.nd4j.NativeArrays.HostCopy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The first layer's matrix K .* [W_0 b_0], where K contains the neurons' scales in the weight columns and 1 in the bias
 * column. In z_0 = K .* (W_0 x) + b_0 (eq. 1.13) the scales are applied to the weights, which are far fewer than the
 * values z_0.
 */
final class ScaledFirstLayer implements AutoCloseable {

    private final Parameters parameters;
    private final LayerTerms.Term term;
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
        scaling.multiply(term.matrix(parameters.vector()), factors, matrix);
    }

    private static INDArray factors(NetworkSpec spec, NativeLayout.NeuronOrder order, NativeArrays arrays) {
        double[] scales = spec.scalePerNeuron();
        INDArray factors = arrays.withOnes(scales.length, spec.inputs(), 1);
        HostCopy values = new HostCopy(factors, (long) scales.length * spec.inputs());
        for (int neuron = 0; neuron < scales.length; neuron++) {
            for (int input = 0; input < spec.inputs(); input++) {
                values.set(input * scales.length + order.column[neuron], scales[neuron]);
            }
        }
        values.copy();
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
        program.multiply(derivatives, factors, derivatives);
    }

    @Override
    public void close() {
        scaling.close();
    }

    /**
     * Scales a that are trained parameters. Each row of the matrix E, [neurons x scales], has a 1 in the column of the
     * neuron's scale. With 1 a vector of ones, one per input, and G the gradient with respect to the scaled weights:
     *
     * <pre>
     * K = E a 1^T      dLoss/da = E^T (W_0 .* G) 1
     * </pre>
     */
    private static final class TrainedScales {

        private final INDArray scales;
        private final INDArray members;
        private final INDArray ones;

        /** E^T times {@link #perNeuron}, or the right factor a 1^T of K, [scales x inputs]. */
        private final INDArray perScale;

        /** W_0 .* G. */
        private final INDArray perNeuron;

        TrainedScales(NetworkSpec spec, Parameters parameters, NativeArrays arrays) {
            scales = parameters.scales();
            members = members(spec.scaleBlockSizes(), parameters.layout().outputs(0), arrays);
            ones = arrays.withOnes(spec.inputs(), 0, 1);
            perScale = arrays.zeros(members.columns(), spec.inputs());
            perNeuron = arrays.zeros(members.rows(), spec.inputs());
        }

        private static INDArray members(List<Integer> blockSizes, NativeLayout.NeuronOrder order, NativeArrays arrays) {
            int neurons = blockSizes.stream().mapToInt(Integer::intValue).sum();
            INDArray members = arrays.zeros(neurons, blockSizes.size());
            HostCopy values = new HostCopy(members, members.length());
            int neuron = 0;
            for (int scale = 0; scale < blockSizes.size(); scale++) {
                for (int end = neuron + blockSizes.get(scale); neuron < end; neuron++) {
                    values.set(scale * neurons + order.column[neuron], 1.0);
                }
            }
            values.copy();
            return members;
        }

        /** Appends the computation of K, [neurons x inputs]. */
        void appendFactors(Program program, INDArray factors) {
            program.addProduct(scales, false, ones, true, perScale, 1, 0);
            program.addProduct(members, false, perScale, false, factors, 1, 0);
        }

        /** Appends the computation of {@code gradient} = dLoss/da, [scales x 1], from W_0 and G. */
        void appendGradient(Program program, INDArray weights, INDArray derivatives, INDArray gradient) {
            program.multiply(weights, derivatives, perNeuron);
            program.addProduct(members, true, perNeuron, false, perScale, 1, 0);
            program.addProduct(perScale, false, ones, false, gradient, 1, 0);
        }
    }
}
