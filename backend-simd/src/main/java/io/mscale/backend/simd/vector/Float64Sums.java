package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over samples in double precision. */
final class Float64Sums {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    private Float64Sums() {}

    /** Adds the sums of columns to {@code to}; up to a vector more of them, padding, is read and written. */
    static void addColumns(
            double[] from, int fromOffset, int stride, int rows, int columns, double[] to, int toOffset) {
        for (int c = 0; c < columns; c += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, to, toOffset + c);
            int index = fromOffset + c;
            for (int s = 0; s < rows; s++) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, from, index));
                index += stride;
            }
            sum.intoArray(to, toOffset + c);
        }
    }
}
