package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of one precision that are freed together. All are column-major, with one column per feature and one row per
 * sample, so that the first columns of a matrix are a matrix too.
 */
final class NativeArrays implements AutoCloseable {

    private final DataType type;
    private final List<INDArray> owned = new ArrayList<>();

    NativeArrays(Precision precision) {
        type = switch (precision) {
            case FLOAT32 -> DataType.FLOAT;
            case FLOAT64 -> DataType.DOUBLE;
        };
    }

    /** A matrix of zeros. */
    INDArray zeros(long rows, long columns) {
        INDArray array = Nd4j.create(type, new long[] {rows, columns}, 'f');
        owned.add(array);
        return array;
    }

    /** A matrix with columns of ones behind it, which a product turns into biases or into the sums that are their gradient. */
    INDArray withOnes(long rows, long columns, long ones) {
        INDArray array = zeros(rows, columns + ones);
        columns(array, columns, ones).assign(1);
        return array;
    }

    /** Columns of a matrix, as a view. */
    static INDArray columns(INDArray matrix, long first, long count) {
        return view(matrix, first * matrix.rows(), matrix.rows(), count);
    }

    /** Values of an array from {@code offset} on as a matrix, as a view. */
    static INDArray view(INDArray array, long offset, long rows, long columns) {
        return Nd4j.create(array.data(), new long[] {rows, columns}, new long[] {1, rows}, offset, 'f');
    }

    @Override
    public void close() {
        owned.forEach(INDArray::close);
        owned.clear();
    }
}
