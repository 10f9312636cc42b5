package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;

/**
 * Activations of values with tangents, and Laplacians or none, as sequences of native operations: the formulas of {@link
 * io.mscale.api.training.Loss} with w = 1, since w is a factor of the products before. With c_j = s'' dz_j, what the way back
 * needs replaces the arguments:
 *
 * <pre>
 * s'     c_1 ... c_d     t = s'' lap z + s''' sum_j dz_j^2
 * </pre>
 *
 * <p>and back
 *
 * <pre>
 * Z = s' H + sum_j c_j dH_j + t lap H     dZ_j = s' dH_j + 2 c_j lap H     lap Z = s' lap H
 * </pre>
 *
 * @param ops the program to append to
 * @param precision the arrays' precision
 * @param rows the rows of a sample
 * @param z for each row the arguments
 * @param h for each row, receives the activation's
 * @param scratch {@value #SCRATCH} arrays
 */
record TaylorBlock(
        Program ops, Precision precision, SampleRows rows, List<INDArray> z, List<INDArray> h, List<INDArray> scratch) {

    /** The number of scratch arrays. */
    static final int SCRATCH = 6;

    private static final double TURN = 2 * Math.PI;

    /** Appends what turns a layer's arguments into values, tangents and Laplacians; layers count from 0. */
    static void appendLayer(
            Program program, Network network, int layer, SampleRows rows, ForwardPass.Hidden hidden, INDArray scratch) {
        int most = scratch.rows();
        int samples = hidden.z().get(0).rows();
        for (ActivationRun run : network.layout().outputs(layer).runs) {
            long end = (long) run.to() * samples;
            for (long next = (long) run.from() * samples; next < end; next += most) {
                long count = Math.min(most, end - next);
                List<INDArray> z = parts(hidden.z(), next, count);
                List<INDArray> h = parts(hidden.withOnes(), next, count);
                new TaylorBlock(program, network.precision(), rows, z, h, columns(scratch, count))
                        .append(run.activation());
            }
        }
    }

    /**
     * Appends what turns the loss's derivatives by what an activation returned into those by its arguments.
     *
     * @param factors what {@link #append} left in place of the arguments
     */
    static void appendBack(
            Program program, SampleRows rows, List<INDArray> derivatives, List<INDArray> factors, INDArray scratch) {
        long all = derivatives.get(0).length();
        for (long next = 0; next < all; next += scratch.rows()) {
            long count = Math.min(scratch.rows(), all - next);
            List<INDArray> d = parts(derivatives, next, count);
            List<INDArray> f = parts(factors, next, count);
            INDArray product = NativeArrays.view(scratch, 0, count, 1);
            INDArray slope = f.get(0);
            program.multiply(d.get(0), slope, d.get(0));
            for (int row = 1; row < rows.count(); row++) {
                program.multiply(f.get(row), d.get(row), product);
                program.add(d.get(0), product, d.get(0));
            }
            for (int row = 1; row < rows.count(); row++) {
                if (rows.hasLaplacian() && row < rows.laplacian()) {
                    program.multiply(f.get(row), d.get(rows.laplacian()), product);
                    program.multiply(d.get(row), slope, d.get(row));
                    program.addMultiple(2, product, d.get(row), d.get(row));
                } else {
                    program.multiply(d.get(row), slope, d.get(row));
                }
            }
        }
    }

    private static List<INDArray> parts(List<INDArray> arrays, long first, long count) {
        return arrays.stream()
                .map(array -> NativeArrays.view(array, first, count, 1))
                .toList();
    }

    private static List<INDArray> columns(INDArray scratch, long count) {
        return IntStream.range(0, SCRATCH)
                .mapToObj(c -> NativeArrays.view(scratch, (long) c * scratch.rows(), count, 1))
                .toList();
    }

    /** Appends the activation's values, tangents and Laplacians in h, and in z what the way back needs. */
    void append(Activation activation) {
        INDArray slope = z.get(0);
        if (!followsFromValueAndSlope(activation)) {
            ops.clamp(-ActivationBlock.FAR, ActivationBlock.FAR, z.get(0), arguments());
        }
        values().append(activation);
        second(activation);
        if (rows.hasLaplacian()) {
            third(activation);
            sumOfSquares();
        }
        for (int row = 1; row < rows.count(); row++) {
            ops.multiply(slope, z.get(row), h.get(row));
            ops.multiply(second(), z.get(row), z.get(row));
        }
        if (rows.hasLaplacian()) {
            INDArray squares = a();
            INDArray product = b();
            ops.multiply(second(), squares, product);
            addTo(h.get(rows.laplacian()), product);
            ops.multiply(third(), squares, product);
            addTo(z.get(rows.laplacian()), product);
        }
    }

    private ActivationBlock values() {
        return new ActivationBlock(ops, precision, z.get(0), h.get(0), a(), b(), c());
    }

    private INDArray a() {
        return scratch.get(0);
    }

    private INDArray b() {
        return scratch.get(1);
    }

    private INDArray c() {
        return scratch.get(2);
    }

    /** The arguments, clamped where all derivatives have become constant. */
    private INDArray arguments() {
        return scratch.get(3);
    }

    private INDArray second() {
        return scratch.get(4);
    }

    private INDArray third() {
        return scratch.get(5);
    }

    private void addTo(INDArray sum, INDArray term) {
        ops.add(sum, term, sum);
    }

    private void sumOfSquares() {
        square(z.get(1), a());
        for (int row = 2; row < rows.laplacian(); row++) {
            square(z.get(row), b());
            addTo(a(), b());
        }
    }

    private void square(INDArray of, INDArray to) {
        ops.squareDifference(of, 0, to);
    }

    private static boolean followsFromValueAndSlope(Activation activation) {
        return switch (activation) {
            case IDENTITY, RELU, PSI, SIN, COS, SINCOS, TANH, SIGMOID -> true;
            case SRELU, S2RELU, PHI, MORLET, MEXHAT, GELU -> false;
        };
    }

    /**
     * Appends the second derivative from the value s, the derivative s' and the arguments x. Differentiating morlet and mexhat
     * shows that none of their derivatives needs another transcendental function.
     */
    private void second(Activation activation) {
        INDArray s = h.get(0);
        INDArray slope = z.get(0);
        INDArray x = arguments();
        switch (activation) {
            case IDENTITY, RELU, PSI -> ops.set(0, second());
            case SIN, COS, SINCOS -> ops.scale(-1, s, second());
            case TANH -> { // -2 s s'
                ops.multiply(s, slope, second());
                ops.scale(-2, second(), second());
            }
            case SIGMOID -> { // (1 - 2 s) s'
                ops.scale(-2, s, second());
                ops.add(second(), 1, second());
                ops.multiply(second(), slope, second());
            }
            case SRELU -> {
                insideUnit(second());
                ops.scale(-2, second(), second());
            }
            case S2RELU -> s2relu();
            case PHI -> phiSecond();
            case MORLET -> { // -(x^2 + 1 + 1.75^2) s - 2 x s'
                square(x, a());
                ops.add(a(), 1 + ActivationBlock.MORLET_FREQUENCY * ActivationBlock.MORLET_FREQUENCY, a());
                ops.multiply(a(), s, second());
                ops.multiply(x, slope, b());
                ops.addMultiple(2, b(), second(), second());
                ops.scale(-1, second(), second());
            }
            case MEXHAT -> { // -x s' - 3 s
                ops.multiply(x, slope, second());
                ops.addMultiple(3, s, second(), second());
                ops.scale(-1, second(), second());
            }
            case GELU -> { // (2 - x^2) p(x) with the normal density p
                square(x, a());
                ops.scale(-0.5, a(), b());
                ops.add(new Exp(b(), b()));
                ops.scale(ActivationBlock.DENSITY_AT_0, b(), b());
                ops.subtractFrom(2, a(), second());
                ops.multiply(second(), b(), second());
            }
        }
    }

    /** Appends the third derivative, right behind the second. */
    private void third(Activation activation) {
        INDArray s = h.get(0);
        INDArray slope = z.get(0);
        INDArray x = arguments();
        switch (activation) {
            case IDENTITY, RELU, PSI, SRELU, PHI -> ops.set(0, third());
            case S2RELU -> {} // with the second
            case SIN, COS, SINCOS -> ops.scale(-1, slope, third());
            case TANH -> quadratic(4, slope);
            case SIGMOID -> quadratic(1, slope);
            case MORLET -> { // -(x^2 + 3 + 1.75^2) s' - 2 x (s + s'')
                ops.add(a(), 2, a());
                ops.multiply(a(), slope, third());
                ops.add(s, second(), b());
                ops.multiply(b(), x, b());
                ops.addMultiple(2, b(), third(), third());
                ops.scale(-1, third(), third());
            }
            case MEXHAT -> { // -x s'' - 4 s'
                ops.multiply(x, second(), third());
                ops.addMultiple(4, slope, third(), third());
                ops.scale(-1, third(), third());
            }
            case GELU -> { // x (x^2 - 4) p(x)
                ops.add(a(), -4, third());
                ops.multiply(third(), x, third());
                ops.multiply(third(), b(), third());
            }
        }
    }

    /** third = s' (constant - 6 s'). */
    private void quadratic(double constant, INDArray slope) {
        ops.scale(-6, slope, third());
        ops.add(third(), constant, third());
        ops.multiply(third(), slope, third());
    }

    /** to = 1 in (0, 1], else 0. */
    private void insideUnit(INDArray to) {
        ops.isAbove(0, arguments(), to);
        ops.isAbove(1, arguments(), a());
        ops.subtract(to, a(), to);
    }

    /** 2, -4, 2 in (0, 1], (1, 2], (2, 3]. */
    private void phiSecond() {
        ops.isAbove(0, arguments(), second());
        ops.isAbove(1, arguments(), a());
        ops.addMultiple(-3, a(), second(), second());
        ops.isAbove(2, arguments(), a());
        ops.addMultiple(3, a(), second(), second());
        ops.isAbove(3, arguments(), a());
        ops.subtract(second(), a(), second());
        ops.scale(2, second(), second());
    }

    /**
     * Second and third derivative in (0, 1], else 0: with t = x, clamped, q = 4 pi^2 t (1 - t), S = sin(2 pi t) and C = cos(2 pi
     * t),
     *
     * <pre>
     * s'' = 4 pi (1 - 2 t) C - (q + 2) S      s''' = -2 pi (q + 6) C - 12 pi^2 (1 - 2 t) S
     * </pre>
     */
    private void s2relu() {
        INDArray inside = b();
        INDArray t = arguments();
        INDArray sine = second();
        INDArray cosine = c();
        INDArray tilt = third();
        INDArray q = a();
        insideUnit(inside);
        ops.clamp(0, 1, t, t);
        ops.add(new Identity(t, cosine));
        new ActivationBlock(ops, precision, cosine, sine, a(), b(), c()).sineAndCosine();
        ops.subtractFrom(1, t, q);
        ops.subtract(q, t, tilt);
        ops.multiply(q, t, q);
        ops.scale(TURN * TURN, q, q);
        INDArray ofCosine = t;
        ops.add(q, 6, ofCosine);
        ops.multiply(ofCosine, cosine, ofCosine);
        ops.scale(-TURN, ofCosine, ofCosine);
        ops.add(q, 2, q);
        ops.multiply(q, sine, q);
        ops.multiply(sine, tilt, sine);
        ops.multiply(cosine, tilt, cosine);
        ops.addMultiple(-3 * TURN * TURN, sine, ofCosine, third());
        ops.scale(2 * TURN, cosine, cosine);
        ops.subtract(cosine, q, second());
        ops.multiply(second(), inside, second());
        ops.multiply(third(), inside, third());
    }
}
