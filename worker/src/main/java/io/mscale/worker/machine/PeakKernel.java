package io.mscale.worker.machine;

import io.mscale.api.Precision;

/** Fused multiply-adds that stay in vector registers, so that only the arithmetic units limit their rate. */
public interface PeakKernel {

    /** The precision of the operands. */
    Precision precision();

    /** The width of the vectors in bits. */
    int vectorBits();

    /** The floating-point operations of one round, counting a multiply and an add as two. */
    int flopsPerRound();

    /** Runs some rounds. The result is positive and depends on every round, so the compiler cannot skip any. */
    double run(int rounds);
}
