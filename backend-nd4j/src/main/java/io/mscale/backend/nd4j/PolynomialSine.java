package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.transforms.same.OneMinus;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;

/**
 * Sine and cosine of many float32 arguments by operations that the library vectorises; its own sine calls the C
 * library's for each element. With r in [-1/2, 1/2] the argument in turns less the nearest whole number, and u = r^2,
 *
 * <pre>
 * s = sqrt2 sin(pi r) = r S(u)      c = sqrt2 cos(pi r) = C(u)
 * sin(2 pi r) = s c                 cos(2 pi r) = 1 - s^2
 * </pre>
 *
 * S and C interpolate at Chebyshev points of [0, 1/4]; S is off by 2e-8 and C by 3e-10. Each is a product of the powers
 * of u, as columns, and the coefficients. The arguments are taken in blocks whose powers stay in the second-level cache.
 */
final class PolynomialSine {

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

    /** Arguments of a block. */
    private static final int BLOCK = 32_768;

    /** The powers of a whole block, and of what remains behind the whole blocks. */
    private final INDArray powers;

    private final INDArray powersOfRest;
    private final INDArray sine;
    private final INDArray cosine;
    private final int block;

    /** For {@code arguments} arguments. */
    PolynomialSine(NativeArrays arrays, int arguments) {
        block = Math.min(BLOCK, arguments);
        powers = powers(arrays, block);
        powersOfRest = powers(arrays, Math.max(1, arguments % block));
        sine = coefficients(arrays, S);
        cosine = coefficients(arrays, C);
    }

    private static INDArray powers(NativeArrays arrays, int count) {
        INDArray powers = arrays.zeros(count, C.length);
        NativeArrays.columns(powers, 0, 1).assign(1);
        return powers;
    }

    private static INDArray coefficients(NativeArrays arrays, double[] values) {
        INDArray column = arrays.zeros(values.length, 1);
        for (int i = 0; i < values.length; i++) {
            column.data().put(i, values[i]);
        }
        return column;
    }

    /** Appends h = sin(2 pi z), and leaves s in z. */
    void forward(Program program, INDArray z, INDArray h) {
        long length = z.length();
        for (long first = 0; first < length; first += block) {
            long count = Math.min(block, length - first);
            append(
                    program,
                    NativeArrays.view(z, first, count, 1),
                    NativeArrays.view(h, first, count, 1),
                    count == block ? powers : powersOfRest);
        }
    }

    private void append(Program program, INDArray z, INDArray h, INDArray all) {
        INDArray u = NativeArrays.columns(all, 1, 1);
        INDArray u2 = NativeArrays.columns(all, 2, 1);
        INDArray u3 = NativeArrays.columns(all, 3, 1);
        program.add(new Rint(z, h));
        program.add(new SubOp(z, h, z));
        program.add(new Square(z, u));
        program.add(new Square(u, u2));
        program.add(new MulOp(u, u2, u3));
        program.add(new Square(u2, NativeArrays.columns(all, 4, 1)));
        program.add(new MulOp(u2, u3, NativeArrays.columns(all, 5, 1)));
        program.addProduct(NativeArrays.columns(all, 0, S.length), false, sine, false, h, 1, 0);
        program.add(new MulOp(z, h, z));
        program.addProduct(all, false, cosine, false, h, 1, 0);
        program.add(new MulOp(h, z, h));
    }

    /** Appends z = cos(2 pi z) for a z that {@link #forward} left. */
    void backward(Program program, INDArray z) {
        program.add(new Square(z, z));
        program.add(new OneMinus(z, z));
    }
}
