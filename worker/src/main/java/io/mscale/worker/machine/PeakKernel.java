package io.mscale.worker.machine;

import io.mscale.api.Precision;

/** Fused multiply-adds that stay in the vector registers: nothing but arithmetic limits how fast they go. */
public interface PeakKernel {

    /** The format of the numbers. */
    Precision precision();

    /** Width of the vectors. */
    int vectorBits();

    /** Floating-point operations of one round, a multiply and an add counted as two. */
    int flopsPerRound();

    /** Does some rounds; the result depends on every one of them, so none can be left out, and is positive. */
    double run(int rounds);
}
