package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.RowKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowKernels} in single precision. */
final class Float32RowKernels implements RowKernels<float[]> {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = Kernels.WIDTH;

    private final Kernels<float[]> kernels;
    private final Float32HigherDerivatives[] higher = new Float32HigherDerivatives[Activation.values().length];

    Float32RowKernels(Kernels<float[]> kernels) {
        this.kernels = kernels;
        for (Activation activation : Activation.values()) {
            higher[activation.ordinal()] = Float32HigherDerivatives.of(activation);
        }
    }

    @Override
    public void derivatives(
            Activation activation,
            float[] z,
            int zFrom,
            int count,
            double bound,
            float[] s,
            float[] d,
            int from,
            int order) {
        System.arraycopy(z, zFrom, s, from, count);
        Arrays.fill(
                d, from, from + count, (float) (1 / kernels.argument(activation).factor()));
        kernels.activate(activation, s, d, from, count, bound);
        if (order > 1) {
            higher[activation.ordinal()].write(z, zFrom, s, d, from, count, order);
        }
    }

    /*
     * A vector of each row at a time: of a sample's rows, each is read once and written once.
     */

    @Override
    public void carryTangents(
            float[] s, float[] d, int from, float[] h, int hFrom, int stride, int count, int tangents) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, d, from + i);
            FloatVector.fromArray(SPECIES, s, from + i).intoArray(h, hFrom + i);
            for (int j = 1; j <= tangents; j++) {
                int at = hFrom + i + j * stride;
                FloatVector.fromArray(SPECIES, h, at).mul(slope).intoArray(h, at);
            }
        }
    }

    @Override
    public void carryLaplacian(
            float[] s, float[] d, int from, float[] h, int hFrom, int stride, int count, int tangents) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, d, from + i);
            FloatVector.fromArray(SPECIES, s, from + i).intoArray(h, hFrom + i);
            FloatVector squares = FloatVector.zero(SPECIES);
            int at = hFrom + i;
            for (int j = 1; j <= tangents; j++) {
                at += stride;
                FloatVector tangent = FloatVector.fromArray(SPECIES, h, at);
                squares = tangent.fma(tangent, squares);
                tangent.mul(slope).intoArray(h, at);
            }
            at += stride;
            FloatVector second = FloatVector.fromArray(SPECIES, d, from + NEXT + i);
            FloatVector laplacian = FloatVector.fromArray(SPECIES, h, at);
            second.mul(squares).add(laplacian.mul(slope)).intoArray(h, at);
        }
    }

    @Override
    public void returnTangents(
            float[] s,
            float[] d,
            int from,
            float[] h,
            float[] g,
            int hFrom,
            int stride,
            int count,
            int tangents,
            double f) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, d, from + i);
            FloatVector factor = FloatVector.broadcast(SPECIES, (float) f);
            FloatVector byTangents = slope.mul(factor);
            FloatVector.fromArray(SPECIES, s, from + i).intoArray(h, hFrom + i);
            FloatVector products = FloatVector.zero(SPECIES);
            int at = hFrom + i;
            for (int j = 1; j <= tangents; j++) {
                at += stride;
                FloatVector tangent = FloatVector.fromArray(SPECIES, h, at);
                FloatVector byTangent = FloatVector.fromArray(SPECIES, g, at);
                products = tangent.fma(byTangent, products);
                tangent.mul(slope).intoArray(h, at);
                byTangent.mul(byTangents).intoArray(g, at);
            }
            FloatVector second = FloatVector.fromArray(SPECIES, d, from + NEXT + i);
            FloatVector byValue = FloatVector.fromArray(SPECIES, g, hFrom + i);
            second.mul(products).add(byValue.mul(slope)).mul(factor).intoArray(g, hFrom + i);
        }
    }

    @Override
    public void returnLaplacian(
            float[] s,
            float[] d,
            int from,
            float[] h,
            float[] g,
            int hFrom,
            int stride,
            int count,
            int tangents,
            double f) {
        int toLaplacian = (tangents + 1) * stride;
        for (int i = 0; i < count; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, d, from + i);
            FloatVector second = FloatVector.fromArray(SPECIES, d, from + NEXT + i);
            FloatVector factor = FloatVector.broadcast(SPECIES, (float) f);
            FloatVector scaledSlope = slope.mul(factor);
            FloatVector.fromArray(SPECIES, s, from + i).intoArray(h, hFrom + i);
            int last = hFrom + i + toLaplacian;
            FloatVector laplacian = FloatVector.fromArray(SPECIES, h, last);
            FloatVector byLaplacian = FloatVector.fromArray(SPECIES, g, last);
            byLaplacian.mul(scaledSlope).intoArray(g, last);
            FloatVector twice = second.mul(byLaplacian).mul(2);
            FloatVector squares = FloatVector.zero(SPECIES);
            FloatVector products = laplacian.mul(byLaplacian);
            int at = hFrom + i;
            for (int j = 1; j <= tangents; j++) {
                at += stride;
                FloatVector tangent = FloatVector.fromArray(SPECIES, h, at);
                FloatVector byTangent = FloatVector.fromArray(SPECIES, g, at);
                squares = tangent.fma(tangent, squares);
                products = tangent.fma(byTangent, products);
                tangent.mul(slope).intoArray(h, at);
                byTangent.mul(slope).add(tangent.mul(twice)).mul(factor).intoArray(g, at);
            }
            second.mul(squares).add(laplacian.mul(slope)).intoArray(h, last);
            FloatVector third = FloatVector.fromArray(SPECIES, d, from + 2 * NEXT + i);
            FloatVector byValue = FloatVector.fromArray(SPECIES, g, hFrom + i);
            third.mul(byLaplacian)
                    .mul(squares)
                    .add(second.mul(products))
                    .add(byValue.mul(slope))
                    .mul(factor)
                    .intoArray(g, hFrom + i);
        }
    }

    @Override
    public double energy(
            float[] u, int from, int stride, int tangents, float[] targets, int targetsFrom, int valid, double factor) {
        double sum = 0;
        for (int i = 0; i < valid; i++) {
            double a = targets[targetsFrom + i];
            double c = targets[targetsFrom + WIDTH + i];
            double f = targets[targetsFrom + 2 * WIDTH + i];
            double value = u[from + i];
            double squares = 0;
            for (int j = 1; j <= tangents; j++) {
                double tangent = u[from + j * stride + i];
                squares += tangent * tangent;
                u[from + j * stride + i] = (float) (factor * a * tangent);
            }
            sum += 0.5 * a * squares + (0.5 * c * value - f) * value;
            u[from + i] = (float) (factor * (c * value - f));
        }
        clearPadding(u, from, stride, 1 + tangents, valid);
        return sum;
    }

    @Override
    public double residual(
            float[] u, int from, int stride, int tangents, float[] targets, int targetsFrom, int valid, double factor) {
        int rows = 2 + tangents;
        double sum = 0;
        for (int i = 0; i < valid; i++) {
            int column = targetsFrom + i;
            double residual = -targets[column + rows * WIDTH];
            for (int row = 0; row < rows; row++) {
                residual += (double) targets[column + row * WIDTH] * u[from + row * stride + i];
            }
            double weighted = targets[column + (rows + 1) * WIDTH] * residual;
            sum += weighted * residual;
            for (int row = 0; row < rows; row++) {
                u[from + row * stride + i] = (float) (2 * factor * weighted * targets[column + row * WIDTH]);
            }
        }
        clearPadding(u, from, stride, rows, valid);
        return sum;
    }

    private static void clearPadding(float[] u, int from, int stride, int rows, int valid) {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(u, from + row * stride + valid, from + row * stride + WIDTH, 0);
        }
    }
}
