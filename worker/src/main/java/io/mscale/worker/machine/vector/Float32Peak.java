package io.mscale.worker.machine.vector;

import io.mscale.api.Precision;
import io.mscale.worker.machine.PeakKernel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Fused multiply-adds in float32. */
public final class Float32Peak implements PeakKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ACCUMULATORS = 14;

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
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
     * a = a + 1/2 * 1/2, fourteen times in parallel. A fused multiply-add takes about 4 cycles and x86 processors start
     * up to 2 per cycle, so 8 independent ones keep every unit busy. 14 leave room for longer latencies and more units,
     * and together with the constant still fit into 16 registers. The loop neither loads nor stores. The accumulator is
     * the addend, because that is the operand the instruction overwrites: no copies. All vectors are local variables of
     * one method, so that they become registers instead of objects. Each accumulator starts from a different number;
     * otherwise the compiler would merge them.
     */
    @Override
    public double run(int rounds) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector a0 = FloatVector.broadcast(SPECIES, 0);
        FloatVector a1 = FloatVector.broadcast(SPECIES, 1);
        FloatVector a2 = FloatVector.broadcast(SPECIES, 2);
        FloatVector a3 = FloatVector.broadcast(SPECIES, 3);
        FloatVector a4 = FloatVector.broadcast(SPECIES, 4);
        FloatVector a5 = FloatVector.broadcast(SPECIES, 5);
        FloatVector a6 = FloatVector.broadcast(SPECIES, 6);
        FloatVector a7 = FloatVector.broadcast(SPECIES, 7);
        FloatVector a8 = FloatVector.broadcast(SPECIES, 8);
        FloatVector a9 = FloatVector.broadcast(SPECIES, 9);
        FloatVector a10 = FloatVector.broadcast(SPECIES, 10);
        FloatVector a11 = FloatVector.broadcast(SPECIES, 11);
        FloatVector a12 = FloatVector.broadcast(SPECIES, 12);
        FloatVector a13 = FloatVector.broadcast(SPECIES, 13);
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
