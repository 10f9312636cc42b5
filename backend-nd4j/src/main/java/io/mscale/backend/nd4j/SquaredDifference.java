package io.mscale.backend.nd4j;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseScalarOp;

/** The native operation (a - term)^2, which ND4J has no Java class for. */
final class SquaredDifference extends BaseScalarOp {

    /** In libnd4j's list {@code SCALAR_OPS}, the same for processors and GPUs. */
    private static final int NUMBER = 22;

    SquaredDifference(INDArray a, INDArray to, double term) {
        super(a, null, to, term);
    }

    @Override
    public int opNum() {
        return NUMBER;
    }

    @Override
    public String opName() {
        return "squaredsubtract_scalar";
    }

    /** The backward pass is written out. */
    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        throw new UnsupportedOperationException();
    }
}
