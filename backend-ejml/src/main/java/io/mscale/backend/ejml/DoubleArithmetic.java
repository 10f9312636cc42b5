package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@link Arithmetic} in double precision. */
final class DoubleArithmetic implements Arithmetic<DMatrixRMaj> {

    /** Rows of b that are combined at a time: so many and one of c stay in the first-level cache. */
    private static final int INNER = 8;

    /** Rows transposed at a time: one cache line of the result. */
    private static final int STRIP = 8;

    @Override
    public DMatrixRMaj[] rows(int count, int length) {
        DMatrixRMaj[] rows = new DMatrixRMaj[count];
        for (int i = 0; i < count; i++) {
            rows[i] = row(length);
        }
        return rows;
    }

    @Override
    public DMatrixRMaj row(int length) {
        return new DMatrixRMaj(1, length);
    }

    @Override
    public int length(DMatrixRMaj row) {
        return row.getNumElements();
    }

    @Override
    public void load(DMatrixRMaj row, double[] flat, int offset) {
        for (int i = 0; i < row.getNumElements(); i++) {
            row.data[i] = flat[offset + i];
        }
    }

    @Override
    public void store(DMatrixRMaj row, double[] flat, int offset) {
        for (int i = 0; i < row.getNumElements(); i++) {
            flat[offset + i] = row.data[i];
        }
    }

    @Override
    public void gather(DMatrixRMaj source, int[] indices, int first, int count, DMatrixRMaj target) {
        for (int s = 0; s < count; s++) {
            target.data[s] = source.data[indices[first + s]];
        }
        for (int s = count; s < target.getNumElements(); s++) {
            target.data[s] = 0;
        }
    }

    @Override
    public double get(DMatrixRMaj row, int index) {
        return row.data[index];
    }

    @Override
    public void add(DMatrixRMaj row, int index, double value) {
        row.data[index] += value;
    }

    @Override
    public void fill(DMatrixRMaj row, double value) {
        CommonOps_DDRM.fill(row, value);
    }

    @Override
    public void addConstant(DMatrixRMaj row, double value) {
        CommonOps_DDRM.add(row, value);
    }

    @Override
    public void addScaled(DMatrixRMaj row, double factor, DMatrixRMaj other) {
        CommonOps_DDRM.addEquals(row, factor, other);
    }

    @Override
    public void scale(DMatrixRMaj row, double factor) {
        CommonOps_DDRM.scale(factor, row);
    }

    @Override
    public void multiply(DMatrixRMaj a, DMatrixRMaj b) {
        CommonOps_DDRM.elementMult(a, b);
    }

    @Override
    public double dot(DMatrixRMaj a, DMatrixRMaj b) {
        int n = a.getNumElements();
        double[] u = a.data;
        double[] v = b.data;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
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
    public double sum(DMatrixRMaj a) {
        int n = a.getNumElements();
        double[] u = a.data;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
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
    public void addProduct(DMatrixRMaj[] a, DMatrixRMaj[] b, DMatrixRMaj[] c) {
        for (int from = 0; from < b.length; from += INNER) {
            int to = Math.min(from + INNER, b.length);
            for (int i = 0; i < c.length; i++) {
                DMatrixRMaj sum = c[i];
                double[] factors = a[i].data;
                for (int k = from; k < to; k++) {
                    CommonOps_DDRM.addEquals(sum, factors[k], b[k]);
                }
            }
        }
    }

    @Override
    public void setTransposedProduct(DMatrixRMaj[] a, DMatrixRMaj[] b, DMatrixRMaj[] c) {
        for (int i = 0; i < c.length; i++) {
            CommonOps_DDRM.scale(a[0].data[i], b[0], c[i]);
        }
        for (int from = 1; from < b.length; from += INNER) {
            int to = Math.min(from + INNER, b.length);
            for (int i = 0; i < c.length; i++) {
                DMatrixRMaj sum = c[i];
                for (int k = from; k < to; k++) {
                    CommonOps_DDRM.addEquals(sum, a[k].data[i], b[k]);
                }
            }
        }
    }

    @Override
    public void transpose(DMatrixRMaj[] from, DMatrixRMaj[] to) {
        int length = from[0].getNumElements();
        for (int strip = 0; strip < from.length; strip += STRIP) {
            int end = Math.min(strip + STRIP, from.length);
            for (int s = 0; s < length; s++) {
                double[] target = to[s].data;
                for (int k = strip; k < end; k++) {
                    target[k] = from[k].data[s];
                }
            }
        }
    }

    @Override
    public void activate(Activation activation, DMatrixRMaj z) {
        DoubleActivations.value(activation, z.data, z.getNumElements());
    }

    @Override
    public void activate(Activation activation, DMatrixRMaj z, DMatrixRMaj derivative) {
        DoubleActivations.valueAndDerivative(activation, z.data, derivative.data, z.getNumElements());
    }

    @Override
    public double residual(DMatrixRMaj prediction, DMatrixRMaj target, int valid, double factor) {
        double[] p = prediction.data;
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            double difference = p[s] - target.data[s];
            sum += difference * difference;
            p[s] = factor * difference;
        }
        for (int s = valid; s < prediction.getNumElements(); s++) {
            p[s] = 0;
        }
        return sum;
    }

    @Override
    public void adam(
            DMatrixRMaj parameters, DMatrixRMaj first, DMatrixRMaj second, DMatrixRMaj[] gradients, AdamStep step) {
        DMatrixRMaj sum = gradients[0];
        for (int t = 1; t < gradients.length; t++) {
            CommonOps_DDRM.addEquals(sum, gradients[t]);
            gradients[t].zero();
        }
        double beta1 = step.beta1();
        double beta2 = step.beta2();
        double rest1 = (1 - step.beta1());
        double rest2 = (1 - step.beta2());
        double size = step.stepSize();
        double correction = step.secondMomentFactor();
        double epsilon = step.epsilon();
        double[] p = parameters.data;
        double[] m = first.data;
        double[] v = second.data;
        double[] g = sum.data;
        for (int i = 0; i < sum.getNumElements(); i++) {
            double mean = beta1 * m[i] + rest1 * g[i];
            double square = beta2 * v[i] + rest2 * (g[i] * g[i]);
            m[i] = mean;
            v[i] = square;
            p[i] -= size * mean / (Math.sqrt(square * correction) + epsilon);
        }
        sum.zero();
    }
}
