package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Values on their way into a native array: set one by one here, copied all at once. Set in the array itself, each would wait
 * for a GPU.
 */
final class HostCopy {

    private final DataBuffer target;
    private final float[] floats;
    private final double[] doubles;

    /** Zeros for the first {@code size} values of an array. */
    HostCopy(INDArray target, int size) {
        this.target = target.data();
        boolean isFloat = target.dataType() == DataType.FLOAT;
        floats = new float[isFloat ? size : 0];
        doubles = new double[isFloat ? 0 : size];
    }

    /** Zeros for a whole array. */
    HostCopy(INDArray target) {
        this(target, Math.toIntExact(target.length()));
    }

    void set(int index, double value) {
        if (floats.length > 0) {
            floats[index] = (float) value;
        } else {
            doubles[index] = value;
        }
    }

    /** Copies the values into the array. */
    void copy() {
        if (floats.length > 0) {
            target.setData(floats);
        } else {
            target.setData(doubles);
        }
    }
}
