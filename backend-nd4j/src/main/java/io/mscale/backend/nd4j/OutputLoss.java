package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Residual;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss over the samples of a piece: replaces the rows of the network's output by the loss's derivatives with respect to them,
 * without a constant factor.
 */
final class OutputLoss {

    private final Loss loss;
    private final SampleRows rows;
    private final List<INDArray> outputs;
    private final INDArray sums;
    private final INDArray product;

    /** What the derivatives are to be multiplied by to be those of the loss's sum over the samples. */
    final double factor;

    /**
     * Allocates a work array.
     *
     * @param outputs for each row of a sample, [samples x outputs]
     * @param sums accumulates the loss; of the squared error, the sums of products of errors, [outputs x outputs]
     */
    OutputLoss(Loss loss, NetworkSpec network, NativeArrays arrays, List<INDArray> outputs, INDArray sums) {
        this.loss = loss;
        this.outputs = outputs;
        this.sums = sums;
        rows = SampleRows.of(loss, network.inputs());
        product = arrays.zeros(outputs.get(0).rows(), 1);
        factor = loss instanceof Energy ? 1 : 2;
    }

    /** Appends the operations for a piece with these targets, [samples x columns]. */
    void append(Program program, INDArray targets) {
        if (loss instanceof Energy) {
            appendEnergy(program, targets);
        } else if (loss instanceof Residual) {
            appendResidual(program, targets);
        } else {
            INDArray error = outputs.get(0);
            program.subtract(error, targets, error);
            addSum(program, error, error, 1);
        }
    }

    /** Columns A, C and F: with the derivatives a = A du_j and g = C u - F the energy is half of (g - F) u and all a du_j. */
    private void appendEnergy(Program program, INDArray targets) {
        INDArray u = outputs.get(0);
        INDArray source = NativeArrays.columns(targets, 2, 1);
        program.multiply(NativeArrays.columns(targets, 1, 1), u, product);
        program.addMultiple(-2, source, product, product);
        addSum(program, u, product, 0.5);
        program.add(product, source, u);
        for (int row = 1; row < rows.count(); row++) {
            INDArray tangent = outputs.get(row);
            program.multiply(NativeArrays.columns(targets, 0, 1), tangent, product);
            addSum(program, tangent, product, 0.5);
            program.multiply(NativeArrays.columns(targets, 0, 1), tangent, tangent);
        }
    }

    /** A column of factors for each row of the output, then F and w. */
    private void appendResidual(Program program, INDArray targets) {
        INDArray residual = outputs.get(0);
        int count = rows.count();
        for (int row = 0; row < count; row++) {
            INDArray output = outputs.get(row);
            program.multiply(NativeArrays.columns(targets, row, 1), output, output);
            if (row > 0) {
                program.add(residual, output, residual);
            }
        }
        program.subtract(residual, NativeArrays.columns(targets, count, 1), residual);
        program.multiply(NativeArrays.columns(targets, count + 1, 1), residual, product);
        addSum(program, residual, product, 1);
        for (int row = 0; row < count; row++) {
            program.multiply(NativeArrays.columns(targets, row, 1), product, outputs.get(row));
        }
    }

    private void addSum(Program program, INDArray a, INDArray b, double factor) {
        program.addProduct(a, true, b, false, sums, factor, 1);
    }
}
