package io.mscale.worker.machine.vector;

import io.mscale.api.Precision;
import io.mscale.worker.machine.PeakKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Fused multiply-adds in float64. */
public final class Float64Peak implements PeakKernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int ACCUMULATORS = 14;

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public int flopsPerRound() {
        return 2 * ACCUMULATORS * SPECIES.length();
    }

    /*
     * As in Float32Peak, with half as many numbers per vector.
     */
    @Override
    public double run(int rounds) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector a0 = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector a1 = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector a2 = DoubleVector.broadcast(SPECIES, 2);
        DoubleVector a3 = DoubleVector.broadcast(SPECIES, 3);
        DoubleVector a4 = DoubleVector.broadcast(SPECIES, 4);
        DoubleVector a5 = DoubleVector.broadcast(SPECIES, 5);
        DoubleVector a6 = DoubleVector.broadcast(SPECIES, 6);
        DoubleVector a7 = DoubleVector.broadcast(SPECIES, 7);
        DoubleVector a8 = DoubleVector.broadcast(SPECIES, 8);
        DoubleVector a9 = DoubleVector.broadcast(SPECIES, 9);
        DoubleVector a10 = DoubleVector.broadcast(SPECIES, 10);
        DoubleVector a11 = DoubleVector.broadcast(SPECIES, 11);
        DoubleVector a12 = DoubleVector.broadcast(SPECIES, 12);
        DoubleVector a13 = DoubleVector.broadcast(SPECIES, 13);
        for (int i = 0; i < rounds; i++) {
            a0 = half.fma(half, a0);
            a1 = half.fma(half, a1);
            a2 = half.fma(half, a2);
            a3 = half.fma(half, a3);
            a4 = half.fma(half, a4);
            a5 = half.fma(half, a5);
            a6 = half.fma(half, a6);
            a7 = half.fma(half, a7);
            a8 = half.fma(half, a8);
            a9 = half.fma(half, a9);
            a10 = half.fma(half, a10);
            a11 = half.fma(half, a11);
            a12 = half.fma(half, a12);
            a13 = half.fma(half, a13);
        }
        return a0.add(a1)
                .add(a2)
                .add(a3)
                .add(a4)
                .add(a5)
                .add(a6)
                .add(a7)
                .add(a8)
                .add(a9)
                .add(a10)
                .add(a11)
                .add(a12)
                .add(a13)
                .reduceLanes(VectorOperators.ADD);
    }
}
