package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;
import io.mscale.backend.simd.RowKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The second and third derivatives of an activation in single precision, from its values and first derivatives where they
 * follow from these. As with the activations, each has a loop of its own.
 */
interface Float32HigherDerivatives {

    VectorSpecies<Float> SPECIES = Species.FLOAT32;
    int LANES = SPECIES.length();

    /** The distance from the first derivatives to the second, and on to the third. */
    int NEXT = RowKernels.NEXT;

    /** The bell and all polynomials times it are 0 from here on; squares of larger numbers might not be finite. */
    float FAR = Float32Exp.FAR;

    /**
     * Writes the derivatives from the second up to an order, 2 or 3, {@link #NEXT} and twice that behind the first. There is
     * room for both whatever the order.
     *
     * @param z the arguments
     * @param s the values, from {@code from} on
     * @param d the first derivatives, from {@code from} on
     */
    void write(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order);

    /** The loops for an activation. */
    static Float32HigherDerivatives of(Activation activation) {
        return switch (activation) {
            case IDENTITY, RELU, PSI -> Float32HigherDerivatives::straight;
            case SIN, COS, SINCOS -> Float32HigherDerivatives::wave;
            case TANH -> Float32HigherDerivatives::tanh;
            case SIGMOID -> Float32HigherDerivatives::sigmoid;
            case MORLET -> Float32HigherDerivatives::morlet;
            case MEXHAT -> Float32HigherDerivatives::mexhat;
            case GELU -> new Float32GeluDerivatives();
            case SRELU -> comparing(activation, Float32CompactDerivatives::srelu);
            case S2RELU -> comparing(activation, Float32CompactDerivatives::s2relu);
            case PHI -> comparing(activation, Float32CompactDerivatives::phi);
        };
    }

    /** Loops that compare vectors, unless these have two numbers, as in {@link Float32Kernels}. */
    private static Float32HigherDerivatives comparing(Activation activation, Float32HigherDerivatives loops) {
        return LANES > 2 ? loops : reference(activation);
    }

    /** Any activation as the API defines it: right, without being fast. */
    private static Float32HigherDerivatives reference(Activation activation) {
        return (z, zFrom, s, d, from, count, order) -> {
            for (int i = 0; i < count; i++) {
                float x = z[zFrom + i];
                d[from + i + NEXT] = (float) activation.secondDerivative(x);
                if (order > 2) {
                    d[from + i + 2 * NEXT] = (float) activation.thirdDerivative(x);
                }
            }
        };
    }

    /** Straight lines. */
    private static void straight(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        for (int k = 1; k < order; k++) {
            Arrays.fill(d, from + k * NEXT, from + k * NEXT + count, 0);
        }
    }

    /** By u = z / pi + shift: s'' = -pi^2 s, s''' = -pi^2 s'. */
    private static void wave(float[] u, int uFrom, float[] s, float[] d, int from, int count, int order) {
        float factor = (float) (-Math.PI * Math.PI);
        for (int i = from; i < from + count; i += LANES) {
            FloatVector.fromArray(SPECIES, s, i).mul(factor).intoArray(d, i + NEXT);
            if (order > 2) {
                FloatVector.fromArray(SPECIES, d, i).mul(factor).intoArray(d, i + 2 * NEXT);
            }
        }
    }

    /** s'' = -2 s s', s''' = s' (4 - 6 s'). */
    private static void tanh(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        for (int i = from; i < from + count; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, d, i);
            FloatVector.fromArray(SPECIES, s, i).mul(-2).mul(slope).intoArray(d, i + NEXT);
            if (order > 2) {
                slope.mul(-6).add(4).mul(slope).intoArray(d, i + 2 * NEXT);
            }
        }
    }

    /** s'' = s' (1 - 2 s), s''' = s' (1 - 6 s'). */
    private static void sigmoid(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        for (int i = from; i < from + count; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, d, i);
            FloatVector.fromArray(SPECIES, s, i).mul(-2).add(1).mul(slope).intoArray(d, i + NEXT);
            if (order > 2) {
                slope.mul(-6).add(1).mul(slope).intoArray(d, i + 2 * NEXT);
            }
        }
    }

    /** With w = 1.75: s'' = -(x^2 + w^2 + 1) s - 2 x s', s''' = 2 x (x^2 + w^2) s + (3 x^2 - w^2 - 3) s'. */
    private static void morlet(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        float squaredFrequency = 1.75f * 1.75f;
        for (int i = from; i < from + count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i - from + zFrom)
                    .max(-FAR)
                    .min(FAR);
            FloatVector t = x.mul(x);
            FloatVector value = FloatVector.fromArray(SPECIES, s, i);
            FloatVector slope = FloatVector.fromArray(SPECIES, d, i);
            FloatVector byValue = t.add(squaredFrequency + 1).mul(value);
            x.mul(-2).mul(slope).sub(byValue).intoArray(d, i + NEXT);
            if (order > 2) {
                FloatVector bySlope = t.mul(3).sub(squaredFrequency + 3).mul(slope);
                t.add(squaredFrequency).mul(x).mul(2).mul(value).add(bySlope).intoArray(d, i + 2 * NEXT);
            }
        }
    }

    /** s'' = -(x s' + 3 s), s''' = -(x s'' + 4 s'): the recurrence of Hermite polynomials. */
    private static void mexhat(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        for (int i = from; i < from + count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i - from + zFrom)
                    .max(-FAR)
                    .min(FAR);
            FloatVector slope = FloatVector.fromArray(SPECIES, d, i);
            FloatVector thrice = FloatVector.fromArray(SPECIES, s, i).mul(3);
            FloatVector second = x.mul(slope).add(thrice).neg();
            second.intoArray(d, i + NEXT);
            if (order > 2) {
                x.mul(second).add(slope.mul(4)).neg().intoArray(d, i + 2 * NEXT);
            }
        }
    }
}
