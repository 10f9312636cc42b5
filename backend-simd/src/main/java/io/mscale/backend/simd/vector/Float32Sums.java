package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over samples in single precision. */
final class Float32Sums {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    private Float32Sums() {}

    /** Adds the sums of columns to {@code to}; up to a vector more of them, padding, is read and written. */
    static void addColumns(float[] from, int fromOffset, int stride, int rows, int columns, float[] to, int toOffset) {
        for (int c = 0; c < columns; c += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, to, toOffset + c);
            int index = fromOffset + c;
            for (int s = 0; s < rows; s++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, from, index));
                index += stride;
            }
            sum.intoArray(to, toOffset + c);
        }
    }
}
