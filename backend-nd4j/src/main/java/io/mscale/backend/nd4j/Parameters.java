package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One value per parameter (the parameters themselves or a gradient) in one native vector. */
final class Parameters {

    private final NativeLayout layout;
    private final INDArray vector;

    Parameters(NativeLayout layout, NativeArrays arrays) {
        this.layout = layout;
        vector = arrays.zeros(1, layout.flat().size());
    }

    NativeLayout layout() {
        return layout;
    }

    /** All values, in the order of the native layout. */
    INDArray vector() {
        return vector;
    }

    /** The values of trained scales, a column. */
    INDArray scales() {
        int offset = layout.flat().scaleOffset();
        return NativeArrays.view(vector, offset, layout.flat().size() - offset, 1);
    }

    /** Sets all values from the order of the flat layout. */
    void load(double[] flat) {
        DataBuffer buffer = vector.data();
        layout.forEach((index, place) -> buffer.put(place, flat[index]));
    }

    /** Writes all values in the order of the flat layout. */
    void store(double[] flat) {
        DataBuffer buffer = vector.data();
        layout.forEach((index, place) -> flat[index] = buffer.getDouble(place));
    }
}
