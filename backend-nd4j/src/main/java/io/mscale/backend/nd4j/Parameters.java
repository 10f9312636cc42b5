package io.mscale.backend.nd4j;

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

    /** All values in the order of the native layout. */
    INDArray vector() {
        return vector;
    }

    /** The values of trained scales, as a column. */
    INDArray scales() {
        int offset = layout.flat().scaleOffset();
        return NativeArrays.view(vector, offset, layout.flat().size() - offset, 1);
    }

    /** Sets all values from an array in the flat layout. */
    void load(double[] flat) {
        HostCopy values = new HostCopy(vector);
        layout.forEach((index, place) -> values.set(Math.toIntExact(place), flat[index]));
        values.copy();
    }

    /** Copies all values to an array in the flat layout. */
    void store(double[] flat) {
        double[] values = vector.data().asDouble();
        layout.forEach((index, place) -> flat[index] = values[Math.toIntExact(place)]);
    }
}
