package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A host-side buffer for the values of a native array, copied to it all at once. Setting single values in the array
 * would wait for the GPU each time.
 */
final class HostCopy {

    private final DataBuffer target;
    private final float[] floats;
    private final double[] doubles;

    /** Creates zeros for the first {@code size} values of an array. */
    HostCopy(INDArray target, int size) {
        this.target = target.data();
        boolean isFloat = target.dataType() == DataType.FLOAT;
        floats = new float[isFloat ? size : 0];
        doubles = new double[isFloat ? 0 : size];
    }

    /** Creates zeros for a whole array. */
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
