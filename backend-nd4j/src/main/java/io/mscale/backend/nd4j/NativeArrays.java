package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of one precision that are freed together. All are column-major with one row per sample and one column per
 * feature, so that the leading columns of a matrix form a matrix as well.
 */
final class NativeArrays implements AutoCloseable {

    private final DataType type;
    private final List<INDArray> owned = new ArrayList<>();

    NativeArrays(Precision precision) {
        type = precision == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
    }

    /**
     * A host-side buffer for the values of a native array, copied to it all at once. Setting single values in the array
     * would wait for the GPU each time.
     */
    static final class HostCopy {

        private final DataBuffer target;
        private final float[] floats;
        private final double[] doubles;

        /** Creates zeros for the first {@code size} values of an array. */
        HostCopy(INDArray target, long size) {
            this.target = target.data();
            boolean isFloat = target.dataType() == DataType.FLOAT;
            floats = new float[isFloat ? Math.toIntExact(size) : 0];
            doubles = new double[isFloat ? 0 : Math.toIntExact(size)];
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

    /** Allocates a matrix of zeros. */
    INDArray zeros(long rows, long columns) {
        INDArray array = Nd4j.create(type, new long[] {rows, columns}, 'f');
        owned.add(array);
        return array;
    }

    /**
     * Allocates a matrix with trailing columns of ones. A product turns these into biases, or into sums that are their
     * gradient.
     */
    INDArray withOnes(long rows, long columns, long ones) {
        INDArray array = zeros(rows, columns + ones);
        columns(array, columns, ones).assign(1);
        return array;
    }

    /** Returns a view of some columns of a matrix. */
    static INDArray columns(INDArray matrix, long first, long count) {
        return view(matrix, first * matrix.rows(), matrix.rows(), count);
    }

    /** Returns a view of the values of an array from {@code offset} on, as a matrix. */
    static INDArray view(INDArray array, long offset, long rows, long columns) {
        return rows(array, offset, rows, columns, rows);
    }

    /**
     * Returns a view of some rows of a matrix.
     *
     * @param array contains the matrix
     * @param offset the index of the first row's first value
     * @param rows the number of rows of the view
     * @param columns the number of columns of the matrix and the view
     * @param allRows the number of rows of the matrix
     */
    static INDArray rows(INDArray array, long offset, long rows, long columns, long allRows) {
        return Nd4j.create(array.data(), new long[] {rows, columns}, new long[] {1, allRows}, offset, 'f');
    }

    @Override
    public void close() {
        owned.forEach(INDArray::close);
        owned.clear();
    }
}
