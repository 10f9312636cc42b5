package io.mscale.backend.simd;

import io.mscale.api.network.Activation;

/**
 * The loops that couple the rows of a sample, for losses that hold derivatives by the input: its value, its first derivatives
 * ("tangents") and, for some losses, its Laplacian. Each row of a panel of neurons is a panel of its own; those of all rows
 * are at equal distances, {@code stride}. None of the methods allocates.
 *
 * <p>z, dz and lap z are those of the activation's {@linkplain Kernels.Argument argument}, and all derivatives are derivatives
 * by the argument: the formulas of {@link io.mscale.api.training.Loss} hold with a w of 1.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RowKernels<A> {

    /** The distance of the panels of an activation's first, second and third derivatives: one panel. */
    int NEXT = Kernels.WIDTH * Kernels.WIDTH;

    /**
     * Writes an activation's values s and its derivatives, the first ones to d from {@code from} on and each further order
     * {@link #NEXT} behind. There is room for three orders.
     *
     * @param bound an upper bound of |z|; NaN where z may be NaN
     * @param order the highest order, 1 to 3
     */
    void derivatives(Activation activation, A z, int zFrom, int count, double bound, A s, A d, int from, int order);

    /** h = s, dh_j = s' dz_j; h has z, not needed, and dz_j in their places. */
    void carryTangents(A s, A d, int from, A h, int hFrom, int stride, int count, int tangents);

    /** As {@link #carryTangents}, and lap h = s' lap z + s'' sum_j dz_j^2. */
    void carryLaplacian(A s, A d, int from, A h, int hFrom, int stride, int count, int tangents);

    /**
     * As {@link #carryTangents}, and g, in the same places as h, which has the derivatives of the loss by h and dh_j, gets f
     * times those by z and dz_j.
     */
    void returnTangents(A s, A d, int from, A h, A g, int hFrom, int stride, int count, int tangents, double f);

    /** As {@link #returnTangents}, with the Laplacian. */
    void returnLaplacian(A s, A d, int from, A h, A g, int hFrom, int stride, int count, int tangents, double f);

    /**
     * Replaces the rows of a panel's outputs by a factor times the derivatives of the energy by them; those from {@code valid}
     * on become 0.
     *
     * @param targets A, C and F, one row of {@link Kernels#WIDTH} after the other
     * @return the sum of the energies
     */
    double energy(A u, int from, int stride, int tangents, A targets, int targetsFrom, int valid, double factor);

    /**
     * As {@link #energy}, for the weighted squares of the residuals.
     *
     * @param targets P, Q_1 to Q_d, R, F and w
     */
    double residual(A u, int from, int stride, int tangents, A targets, int targetsFrom, int valid, double factor);
}
