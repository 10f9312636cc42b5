package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.ActivationRun;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.TimesOneMinus;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/**
 * Activations as sequences of native operations on arrays of the same length. The library vectorises all of them except
 * transcendental functions, which call the C library for each element and cost 20 to 400 times as much.
 *
 * <p>Piecewise polynomials that are 0 outside an interval first clamp their arguments to it, so that there is no branch
 * and no large number, and values outside become exactly 0. Other arguments are clamped where the envelope is 0 in
 * either precision, so that 0 is never multiplied by infinity.
 *
 * @param ops the program to append to
 * @param precision the arrays' precision
 * @param z the arguments
 * @param h receives the values
 * @param a scratch, as are b and c
 */
record ActivationBlock(Program ops, Precision precision, INDArray z, INDArray h, INDArray a, INDArray b, INDArray c) {

    /** The number of scratch arrays: a, b and c. */
    static final int SCRATCH = 3;

    private static final Set<ActivationPattern> PERIODIC = Set.of(Activation.SIN, Activation.COS, Activation.SINCOS);

    /** Beyond this, exp(-z^2 / 2) is 0 in either precision, and so are its products. */
    static final double FAR = 40;

    static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    /** The frequency w of the Morlet wavelet, as all backends define it. */
    static final double MORLET_FREQUENCY = 1.75;

    /** The polynomials S and C of {@link #sineAndCosine}. */
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

    /**
     * Appends what turns a layer's arguments z into values in h and derivatives in z; layers count from 0. The layer is
     * processed block by block, since an activation consists of tens of operations.
     *
     * @param scratch [values of a block x {@value #SCRATCH}]
     */
    static void appendLayer(Program program, Network network, int layer, INDArray z, INDArray h, INDArray scratch) {
        int rows = scratch.rows();
        for (ActivationRun run : network.layout().outputs(layer).runs) {
            long end = (long) run.to() * z.rows();
            for (long next = (long) run.from() * z.rows(); next < end; next += rows) {
                long count = Math.min(rows, end - next);
                new ActivationBlock(
                                program,
                                network.precision(),
                                NativeArrays.view(z, next, count, 1),
                                NativeArrays.view(h, next, count, 1),
                                NativeArrays.view(scratch, 0, count, 1),
                                NativeArrays.view(scratch, rows, count, 1),
                                NativeArrays.view(scratch, 2L * rows, count, 1))
                        .append(run.activation());
            }
        }
    }

    /** Returns whether arguments are in turns, that is divided by 2 pi, so that an integer reduces their range. */
    static boolean isPeriodic(ActivationPattern activation) {
        return PERIODIC.contains(activation);
    }

    /** Appends {@code h = s(z)}, then {@code z = s'(z)}. */
    void append(Activation activation) {
        switch (activation) {
            case IDENTITY -> {
                ops.add(new Identity(z, h));
                ops.set(1, z);
            }
            case RELU -> {
                ops.atLeast(0, z, h);
                ops.isAbove(0, z, z);
            }
            case TANH -> {
                ops.add(new Tanh(z, h));
                square(h, z);
                ops.subtractFrom(1, z, z);
            }
            case SIGMOID -> {
                ops.add(new Sigmoid(z, h));
                ops.add(new TimesOneMinus(h, z));
            }
            case SIN -> sineAndCosine();
            case COS -> {
                sineAndCosine();
                ops.scale(-1, h, a);
                ops.add(new Identity(z, h));
                ops.add(new Identity(a, z));
            }
            case SINCOS -> sincos();
            case SRELU -> srelu();
            case S2RELU -> s2relu();
            case PHI -> phi();
            case PSI -> psi();
            case MORLET -> morlet();
            case MEXHAT -> mexhat();
            case GELU -> gelu();
        }
    }

    /**
     * Appends {@code h = sin(2 pi z)}, then {@code z = cos(2 pi z)}, for arguments of any magnitude. Overwrites a. In
     * float32, only operations that the library vectorises are used. Let r in [-1/2, 1/2] be z minus the nearest
     * integer, and u = r^2. Then
     *
     * <pre>
     * s = sqrt2 sin(pi r) = r S(u)      c = sqrt2 cos(pi r) = C(u)
     * sin(2 pi r) = s c     cos(2 pi r) = 1 - s^2
     * </pre>
     *
     * <p>S and C interpolate at Chebyshev points of [0, 1/4]. Their errors are 2e-8 and 3e-10.
     */
    void sineAndCosine() {
        ops.add(new Rint(z, h));
        ops.subtract(z, h, z);
        if (precision == Precision.FLOAT64) {
            ops.scale(2 * Math.PI, z, z);
            ops.add(new Sin(z, h));
            ops.add(new Cos(z, z));
            return;
        }
        square(z, a);
        polynomial(S, a, h);
        ops.multiply(z, h, z);
        polynomial(C, a, h);
        ops.multiply(z, h, h);
        square(z, z);
        ops.subtractFrom(1, z, z);
    }

    /** Horner's scheme. */
    private void polynomial(double[] coefficients, INDArray u, INDArray to) {
        int k = coefficients.length - 1;
        ops.scale(coefficients[k], u, to);
        while (--k > 0) {
            ops.add(to, coefficients[k], to);
            ops.multiply(to, u, to);
        }
        ops.add(to, coefficients[0], to);
    }

    /** (sin z + cos z) / 2; the derivative is (cos z - sin z) / 2. */
    private void sincos() {
        sineAndCosine();
        ops.scale(0.5, z, z);
        ops.scale(0.5, h, a);
        ops.add(z, a, h);
        ops.subtract(z, a, z);
    }

    /** z (1 - z) on [0, 1]; the derivative is 1 - 2 z. */
    private void srelu() {
        bump(h, a);
        ops.isAbove(0, h, z);
        ops.multiply(z, a, z);
    }

    /** Clamps z to [0, 1] and appends {@code bump = z (1 - z)} and {@code slope = 1 - 2 z}. */
    private void bump(INDArray bump, INDArray slope) {
        ops.clamp(0, 1, z, z);
        ops.subtractFrom(1, z, bump);
        ops.subtract(bump, z, slope);
        ops.multiply(bump, z, bump);
    }

    /** With b = z (1 - z) on [0, 1]: b sin(2 pi z); the derivative is 2 pi b cos(2 pi z) + (1 - 2 z) sin(2 pi z). */
    private void s2relu() {
        INDArray bump = b;
        INDArray slope = c;
        bump(bump, slope);
        sineAndCosine();
        ops.multiply(h, slope, slope);
        ops.multiply(h, bump, h);
        ops.multiply(z, bump, z);
        ops.addMultiple(2 * Math.PI, z, slope, z);
    }

    /**
     * The quadratic spline on [0, 3], symmetric in s = 3/2 - z. With e = 3/2 - |s|, the distance to the nearer end, the
     * value is e^2, minus 3 (e - 1)^2 where e exceeds 1. With s clamped to a magnitude of at most 1/2 and of at most
     * 3/2, the derivative is 6 times the former minus 2 times the latter.
     */
    private void phi() {
        INDArray inner = a;
        INDArray excess = b;
        ops.subtractFrom(1.5, z, z);
        ops.clamp(-1.5, 1.5, z, z);
        ops.clamp(-0.5, 0.5, z, inner);
        ops.add(new Abs(z, h));
        ops.subtractFrom(1.5, h, h);
        square(h, h);
        ops.add(new Abs(inner, excess));
        ops.subtractFrom(0.5, excess, excess); // max(e - 1, 0)
        square(excess, excess);
        ops.addMultiple(-3, excess, h, h);
        ops.scale(-2, z, z);
        ops.addMultiple(6, inner, z, z);
    }

    /**
     * The linear spline wavelet on [0, 3], symmetric in s = 3 - 2 z. With e = max(3 - |s|, 0) the value is 1/12 of the
     * sum of e, -8 max(e - 1, 0) and 23 max(e - 2, 0); the derivative is sign(s)/6 times the derivative of that sum.
     */
    private void psi() {
        INDArray edge = a;
        INDArray slope = b;
        INDArray term = c;
        ops.scale(-2, z, z);
        ops.add(z, 3, z);
        ops.add(new Abs(z, edge));
        ops.subtractFrom(3, edge, edge);
        ops.atLeast(0, edge, edge);
        ops.isAbove(0, edge, slope);
        ops.isAbove(1, edge, term);
        ops.addMultiple(-8, term, slope, slope);
        ops.isAbove(2, edge, term);
        ops.addMultiple(23, term, slope, slope);
        ops.add(new Sign(z, z));
        ops.multiply(z, slope, z);
        ops.scale(1.0 / 6, z, z);
        ops.atLeast(1, edge, term);
        ops.add(term, -1, term);
        ops.addMultiple(-8, term, edge, h);
        ops.atLeast(1, term, term);
        ops.add(term, -1, term);
        ops.addMultiple(23, term, h, h);
        ops.scale(1.0 / 12, h, h);
    }

    /** With w = 1.75 and e = exp(-z^2 / 2): e cos(w z); the derivative is -e (w sin(w z) + z cos(w z)). */
    private void morlet() {
        INDArray envelope = b;
        INDArray argument = c;
        ops.clamp(-FAR, FAR, z, z);
        ops.add(new Identity(z, argument));
        envelope(envelope);
        ops.scale(MORLET_FREQUENCY / (2 * Math.PI), z, z);
        sineAndCosine();
        ops.multiply(argument, z, argument);
        ops.addMultiple(MORLET_FREQUENCY, h, argument, argument);
        ops.multiply(z, envelope, h);
        ops.multiply(argument, envelope, z);
        ops.scale(-1, z, z);
    }

    /** With e = exp(-z^2 / 2): (1 - z^2) e; the derivative is (z^2 - 3) z e. */
    private void mexhat() {
        INDArray envelope = a;
        INDArray squared = b;
        ops.clamp(-FAR, FAR, z, z);
        envelope(envelope);
        square(z, squared);
        ops.subtractFrom(1, squared, h);
        ops.multiply(h, envelope, h);
        ops.add(squared, -3, squared);
        ops.multiply(z, squared, z);
        ops.multiply(z, envelope, z);
    }

    /**
     * With the normal distribution function P(z) = (1 + erf(z / sqrt2)) / 2: z P(z); the derivative is P(z) + z P'(z).
     */
    private void gelu() {
        INDArray distribution = a;
        INDArray density = b;
        ops.scale(Math.sqrt(0.5), z, distribution);
        ops.add(new Erf(distribution, distribution));
        ops.add(distribution, 1, distribution);
        ops.scale(0.5, distribution, distribution);
        ops.multiply(z, distribution, h);
        ops.clamp(-FAR, FAR, z, z);
        envelope(density);
        ops.multiply(z, density, z);
        ops.addMultiple(DENSITY_AT_0, z, distribution, z);
    }

    /** Appends {@code to = exp(-z^2 / 2)}. */
    private void envelope(INDArray to) {
        square(z, to);
        ops.scale(-0.5, to, to);
        ops.add(new Exp(to, to));
    }

    /** Half the time of ND4J's {@code square}. */
    private void square(INDArray of, INDArray to) {
        ops.squareDifference(of, 0, to);
    }
}
