package io.mscale.api.pde;

/**
 * A linear boundary-value problem of second order with a known solution:
 *
 * <pre>
 * -div(a grad u) + c u = f   in the region,      u = g   on its boundary
 * </pre>
 *
 * An implementation is immutable.
 */
public interface BoundaryValueProblem {

    /** Where it is posed. */
    Region region();

    /** a at a point, positive; 1 unless the problem says otherwise. */
    default double diffusion(double[] x) {
        return 1;
    }

    /** grad a at a point; 0 unless the problem says otherwise. */
    default double[] diffusionGradient(double[] x) {
        return new double[x.length];
    }

    /** c at a point; 0 unless the problem says otherwise. */
    default double reaction(double[] x) {
        return 0;
    }

    /** f at a point. */
    double source(double[] x);

    /** The solution u at a point of the region or its boundary, where it is g; elsewhere in the box any finite value. */
    double solution(double[] x);

    /** grad u at a point. */
    double[] solutionGradient(double[] x);

    /**
     * Whether the solution is the minimum of the energy 1/2 a |grad u|^2 + 1/2 c u^2 - f u: whether the problem is positive
     * definite, as it is wherever c is nowhere negative. Without a minimum there is no training for an energy.
     */
    default boolean hasMinimum() {
        return true;
    }
}
