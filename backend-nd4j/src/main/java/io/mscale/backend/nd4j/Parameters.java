package io.mscale.backend.nd4j;

import io.mscale.backend.nd4j.NativeArrays.HostCopy;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One value per parameter (the parameters themselves or a gradient).
 *
 * @param layout the order of the values
 * @param vector the values, a row
 */
record Parameters(NativeLayout layout, INDArray vector) {

    Parameters(NativeLayout layout, NativeArrays arrays) {
        this(layout, arrays.zeros(1, layout.flat().size()));
    }

    /** The values of trained scales, as a column. */
    INDArray scales() {
        int offset = layout.flat().scaleOffset();
        return NativeArrays.view(vector, offset, layout.flat().size() - offset, 1);
    }

    /** Sets all values from an array in the flat layout. */
    void load(double[] flat) {
        HostCopy values = new HostCopy(vector, vector.length());
        int[] places = layout.places();
        for (int i = 0; i < flat.length; i++) {
            values.set(places[i], flat[i]);
        }
        values.copy();
    }

    /** Copies all values to an array in the flat layout. */
    void store(double[] flat) {
        double[] values = vector.data().asDouble();
        int[] places = layout.places();
        for (int i = 0; i < flat.length; i++) {
            flat[i] = values[places[i]];
        }
    }
}
