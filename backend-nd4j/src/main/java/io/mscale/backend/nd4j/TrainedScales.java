package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * Scales a that are trained parameters. Each row of the matrix E, [neurons x scales], has a 1 in the column of the
 * neuron's scale. With 1 a vector of ones, one per input, and G the gradient with respect to the scaled weights:
 *
 * <pre>
 * K = E a 1^T      dLoss/da = E^T (W_0 .* G) 1
 * </pre>
 */
final class TrainedScales {

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
        ones = arrays.zeros(spec.inputs(), 1);
        ones.assign(1);
        perScale = arrays.zeros(members.columns(), spec.inputs());
        perNeuron = arrays.zeros(members.rows(), spec.inputs());
    }

    private static INDArray members(List<Integer> blockSizes, NeuronOrder order, NativeArrays arrays) {
        int neurons = blockSizes.stream().mapToInt(Integer::intValue).sum();
        INDArray members = arrays.zeros(neurons, blockSizes.size());
        HostCopy values = new HostCopy(members);
        int neuron = 0;
        for (int scale = 0; scale < blockSizes.size(); scale++) {
            for (int end = neuron + blockSizes.get(scale); neuron < end; neuron++) {
                values.set(scale * neurons + order.column(neuron), 1.0);
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

    /**
     * Appends the computation of the gradient with respect to the scales.
     *
     * @param weights W_0
     * @param derivatives G
     * @param gradient receives the result, [scales x 1]
     */
    void appendGradient(Program program, INDArray weights, INDArray derivatives, INDArray gradient) {
        program.add(new MulOp(weights, derivatives, perNeuron));
        program.addProduct(members, true, perNeuron, false, perScale, 1, 0);
        program.addProduct(perScale, false, ones, false, gradient, 1, 0);
    }
}
