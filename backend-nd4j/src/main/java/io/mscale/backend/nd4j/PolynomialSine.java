package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sine and cosine of float32 arguments by operations that the library vectorises. Let r in [-1/2, 1/2] be the argument
 * in turns minus the nearest integer, and u = r^2. Then
 *
 * <pre>
 * s = sqrt2 sin(pi r) = r S(u)      c = sqrt2 cos(pi r) = C(u)
 * sin(2 pi r) = s c     cos(2 pi r) = 1 - s^2
 * </pre>
 *
 * <p>S and C interpolate at Chebyshev points of [0, 1/4]. Their errors are 2e-8 and 3e-10.
 */
final class PolynomialSine implements SineAndCosine {

    private static final double[] S = {
        4.442882919048678, -7.308245676836446, 3.6063540251302815, -0.8461104138761407, 0.10982204434260827
    };
    private static final double[] C = {
        1.4142135620607714,
        -6.978864109672609,
        5.739881532392996,
        -1.8882748474625886,
        0.3322511886789527,
        -0.034501057993100825
    };

    @Override
    public void append(Elementwise ops, INDArray z, INDArray h, INDArray u) {
        ops.round(z, h);
        ops.subtract(z, h, z);
        ops.square(z, u);
        polynomial(ops, S, u, h);
        ops.multiply(z, h, z);
        polynomial(ops, C, u, h);
        ops.multiply(z, h, h);
        ops.square(z, z);
        ops.subtractFrom(1, z, z);
    }

    /** Horner's scheme. */
    private static void polynomial(Elementwise ops, double[] coefficients, INDArray u, INDArray to) {
        int k = coefficients.length - 1;
        ops.scale(coefficients[k], u, to);
        while (--k > 0) {
            ops.add(to, coefficients[k], to);
            ops.multiply(to, u, to);
        }
        ops.add(to, coefficients[0], to);
    }
}
