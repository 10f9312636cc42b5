package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sine and cosine of arguments in turns (multiples of 2 pi), of any magnitude. */
@FunctionalInterface
interface SineAndCosine {

    /** Appends {@code h = sin(2 pi z)}, then {@code z = cos(2 pi z)}. */
    void append(Elementwise ops, INDArray z, INDArray h, INDArray scratch);

    /** Returns the fastest implementation that is accurate enough for the precision. */
    static SineAndCosine in(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> new PolynomialSine();
            case FLOAT64 -> SineAndCosine::native64;
        };
    }

    private static void native64(Elementwise ops, INDArray z, INDArray h, INDArray scratch) {
        ops.round(z, h);
        ops.subtract(z, h, z);
        ops.scale(2 * Math.PI, z, z);
        ops.sin(z, h);
        ops.cos(z, z);
    }
}
