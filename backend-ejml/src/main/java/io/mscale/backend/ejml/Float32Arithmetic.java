package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import io.mscale.api.support.AdamStep;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** {@link Arithmetic} in single precision. */
final class Float32Arithmetic implements Arithmetic<FMatrixRMaj> {

    /** Rows transposed at a time: one cache line of the result. */
    private static final int STRIP = 64 / Float.BYTES;

    @Override
    public FMatrixRMaj[] rows(int count, int length) {
        FMatrixRMaj[] rows = new FMatrixRMaj[count];
        for (int i = 0; i < count; i++) {
            rows[i] = row(length);
        }
        return rows;
    }

    @Override
    public FMatrixRMaj row(int length) {
        return new FMatrixRMaj(1, length);
    }

    @Override
    public int length(FMatrixRMaj row) {
        return row.getNumElements();
    }

    @Override
    public void load(FMatrixRMaj row, double[] flat, int offset) {
        for (int i = 0; i < row.getNumElements(); i++) {
            row.data[i] = (float) flat[offset + i];
        }
    }

    @Override
    public void store(FMatrixRMaj row, double[] flat, int offset) {
        for (int i = 0; i < row.getNumElements(); i++) {
            flat[offset + i] = row.data[i];
        }
    }

    @Override
    public void gather(FMatrixRMaj source, int[] indices, int first, int count, FMatrixRMaj target, int samples) {
        for (int s = 0; s < count; s++) {
            target.data[s] = source.data[indices[first + s]];
        }
        for (int s = count; s < samples; s++) {
            target.data[s] = 0;
        }
    }

    @Override
    public double get(FMatrixRMaj row, int index) {
        return row.data[index];
    }

    @Override
    public void add(FMatrixRMaj row, int index, double value) {
        row.data[index] += (float) value;
    }

    @Override
    public void fill(FMatrixRMaj row, int count, double value) {
        Arrays.fill(row.data, 0, count, (float) value);
        Arrays.fill(row.data, count, row.getNumElements(), 0);
    }

    @Override
    public void fillRange(FMatrixRMaj row, int first, int count, double value) {
        Arrays.fill(row.data, first, first + count, (float) value);
    }

    @Override
    public void addConstant(FMatrixRMaj row, int count, double value) {
        float[] u = row.data;
        float constant = (float) value;
        for (int i = 0; i < count; i++) {
            u[i] += constant;
        }
    }

    @Override
    public void addScaled(FMatrixRMaj row, double factor, FMatrixRMaj other) {
        CommonOps_FDRM.addEquals(row, (float) factor, other);
    }

    @Override
    public void scale(FMatrixRMaj row, double factor) {
        CommonOps_FDRM.scale((float) factor, row);
    }

    @Override
    public void multiply(FMatrixRMaj a, FMatrixRMaj b) {
        CommonOps_FDRM.elementMult(a, b);
    }

    @Override
    public double dot(FMatrixRMaj a, FMatrixRMaj b) {
        int n = a.getNumElements();
        float[] u = a.data;
        float[] v = b.data;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i < n - 7; i += 8) {
            s0 += u[i] * v[i];
            s1 += u[i + 1] * v[i + 1];
            s2 += u[i + 2] * v[i + 2];
            s3 += u[i + 3] * v[i + 3];
            s4 += u[i + 4] * v[i + 4];
            s5 += u[i + 5] * v[i + 5];
            s6 += u[i + 6] * v[i + 6];
            s7 += u[i + 7] * v[i + 7];
        }
        for (; i < n; i++) {
            s0 += u[i] * v[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    @Override
    public double sum(FMatrixRMaj a, int n) {
        float[] u = a.data;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += u[i];
            s1 += u[i + 1];
            s2 += u[i + 2];
            s3 += u[i + 3];
        }
        for (; i < n; i++) {
            s0 += u[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public Products<FMatrixRMaj> products() {
        return new Float32Products();
    }

    @Override
    public void transpose(FMatrixRMaj[] from, FMatrixRMaj[] to) {
        int length = from[0].getNumElements();
        for (int strip = 0; strip < from.length; strip += STRIP) {
            int end = Math.min(strip + STRIP, from.length);
            for (int s = 0; s < length; s++) {
                float[] target = to[s].data;
                for (int k = strip; k < end; k++) {
                    target[k] = from[k].data[s];
                }
            }
        }
    }

    @Override
    public Activations<FMatrixRMaj> activations(PieceRows rows) {
        return rows.count() == 1 ? new ValueActivations<>(this) : new Float32TaylorActivations(rows);
    }

    @Override
    public void activate(Activation activation, FMatrixRMaj z) {
        Float32Activations.value(activation, z.data, z.getNumElements());
    }

    @Override
    public void activate(Activation activation, FMatrixRMaj z, FMatrixRMaj derivative) {
        Float32Activations.valueAndDerivative(activation, z.data, derivative.data, z.getNumElements());
    }

    @Override
    public double residual(FMatrixRMaj prediction, FMatrixRMaj target, int valid, double factor) {
        float[] p = prediction.data;
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            float difference = p[s] - target.data[s];
            sum += (double) difference * difference;
            p[s] = (float) factor * difference;
        }
        for (int s = valid; s < prediction.getNumElements(); s++) {
            p[s] = 0;
        }
        return sum;
    }

    @Override
    public double energy(FMatrixRMaj output, FMatrixRMaj[] targets, PieceRows rows, int valid, double factor) {
        return Float32BoundaryValueLosses.energy(output.data, targets, rows, valid, factor);
    }

    @Override
    public double equationResidual(
            FMatrixRMaj output, FMatrixRMaj[] targets, PieceRows rows, int valid, double factor) {
        return Float32BoundaryValueLosses.residual(output.data, targets, rows, valid, factor);
    }

    @Override
    public void adam(
            FMatrixRMaj parameters, FMatrixRMaj first, FMatrixRMaj second, FMatrixRMaj[] gradients, AdamStep step) {
        FMatrixRMaj sum = gradients[0];
        for (int t = 1; t < gradients.length; t++) {
            CommonOps_FDRM.addEquals(sum, gradients[t]);
            gradients[t].zero();
        }
        float beta1 = (float) step.beta1();
        float beta2 = (float) step.beta2();
        float rest1 = (float) (1 - step.beta1());
        float rest2 = (float) (1 - step.beta2());
        float size = (float) step.stepSize();
        float correction = (float) step.secondMomentFactor();
        float epsilon = (float) step.epsilon();
        float[] p = parameters.data;
        float[] m = first.data;
        float[] v = second.data;
        float[] g = sum.data;
        for (int i = 0; i < sum.getNumElements(); i++) {
            float mean = beta1 * m[i] + rest1 * g[i];
            float square = beta2 * v[i] + rest2 * (g[i] * g[i]);
            m[i] = mean;
            v[i] = square;
            p[i] -= size * mean / ((float) Math.sqrt(square * correction) + epsilon);
        }
        sum.zero();
    }
}
