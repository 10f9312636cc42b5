package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import org.ejml.data.FMatrixRMaj;

/**
 * {@link Activations} of values with tangents, and Laplacians or none, in single precision: the formulas of {@link
 * io.mscale.api.training.Loss} with w = 1, since rows are multiplied by w before and factors after. With c_j = s'' dz_j, the
 * factors are, one behind the other,
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
 * <p>The JVM vectorises a loop only if all its arrays have the same index, so what meets numbers at other places of a row is
 * copied to these places first.
 */
final class Float32TaylorActivations implements Activations<FMatrixRMaj> {

    private final PieceRows rows;
    private final int samples;
    private final int length;

    /** Where the Laplacians begin; the length if there are none. */
    private final int laplacian;

    private final float[] slopes;
    private final float[] curvatures;
    private final float[] thirds;
    private final float[] squares;
    private final float[] copies;

    Float32TaylorActivations(PieceRows rows) {
        this.rows = rows;
        samples = rows.samples();
        length = rows.length();
        laplacian = rows.laplacian();
        slopes = new float[length];
        curvatures = new float[length];
        thirds = new float[length];
        squares = new float[length];
        copies = new float[length];
    }

    @Override
    public void forward(Activation activation, FMatrixRMaj row) {
        float[] z = row.data;
        int order = rows.hasLaplacian() ? 2 : 1;
        Float32Derivatives.compute(activation, z, slopes, curvatures, thirds, samples, order);
        toTangents(z);
        if (rows.hasLaplacian()) {
            System.arraycopy(curvatures, 0, curvatures, laplacian, samples);
            addProduct(curvatures, squares, z, laplacian, length);
        }
    }

    @Override
    public void forward(Activation activation, FMatrixRMaj row, FMatrixRMaj factors) {
        float[] z = row.data;
        float[] f = factors.data;
        int order = rows.hasLaplacian() ? 3 : 2;
        Float32Derivatives.compute(activation, z, slopes, curvatures, thirds, samples, order);
        System.arraycopy(slopes, 0, f, 0, samples);
        repeat(curvatures, 0, curvatures, samples, length);
        setProduct(curvatures, z, f, samples, length);
        toTangents(z);
        if (rows.hasLaplacian()) {
            addProduct(curvatures, squares, z, laplacian, length);
            System.arraycopy(thirds, 0, thirds, laplacian, samples);
            addProduct(thirds, squares, f, laplacian, length);
        }
    }

    @Override
    public void back(FMatrixRMaj derivatives, FMatrixRMaj factors) {
        float[] g = derivatives.data;
        float[] f = factors.data;
        float[] products = squares;
        setProduct(f, g, products, 0, length);
        for (int from = samples; from < length; from += samples) {
            System.arraycopy(products, from, copies, 0, samples);
            add(copies, products, samples);
        }
        System.arraycopy(f, 0, slopes, 0, samples);
        repeat(slopes, 0, slopes, samples, length);
        if (rows.hasLaplacian()) {
            repeat(g, laplacian, copies, samples, laplacian);
        }
        multiply(slopes, g, samples, length);
        if (rows.hasLaplacian()) {
            addTwiceProduct(f, copies, g, samples, laplacian);
        }
        System.arraycopy(products, 0, g, 0, samples);
    }

    /** Multiplies all behind the values by s'; before, notes the sums of the tangents' squares where Laplacians are. */
    private void toTangents(float[] z) {
        if (rows.hasLaplacian()) {
            System.arraycopy(z, samples, copies, laplacian, samples);
            setProduct(copies, copies, squares, laplacian, length);
            for (int from = 2 * samples; from < laplacian; from += samples) {
                System.arraycopy(z, from, copies, laplacian, samples);
                addProduct(copies, copies, squares, laplacian, length);
            }
        }
        repeat(slopes, 0, slopes, samples, length);
        multiply(slopes, z, samples, length);
    }

    /** Fills a range of an array with one number per sample of another, over and over. */
    private void repeat(float[] a, int source, float[] target, int from, int to) {
        for (int next = from; next < to; next += samples) {
            System.arraycopy(a, source, target, next, samples);
        }
    }

    private static void setProduct(float[] a, float[] b, float[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            c[i] = a[i] * b[i];
        }
    }

    private static void addProduct(float[] a, float[] b, float[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            c[i] += a[i] * b[i];
        }
    }

    private static void addTwiceProduct(float[] a, float[] b, float[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            c[i] += 2 * a[i] * b[i];
        }
    }

    private static void multiply(float[] a, float[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            b[i] *= a[i];
        }
    }

    private static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            b[i] += a[i];
        }
    }
}
