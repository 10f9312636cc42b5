package io.mscale.harness.yardstick;

import io.mscale.api.pde.BoundaryValueProblem;

/**
 * The coarsest of some grids on which finite differences solve a problem as accurately as the best network does.
 *
 * @param name the method, with its grid
 * @param seconds setting the system up and solving it
 */
record SolvedProblem(String name, double seconds, double meanSquaredError, double relativeL2, double largestError) {

    private static final int FEWEST = 8;

    /** Beyond, rounding grows while the error falls. */
    private static final int MOST_IN_ONE_DIMENSION = 1 << 17;

    /** Elimination takes a second here, and 65 MB. */
    private static final int MOST_IN_TWO_DIMENSIONS = 160;

    /** Where no network says how accurate is accurate enough. */
    private static final double USUAL_ERROR = 1e-2;

    /**
     * Tries grids with half as many intervals again and again.
     *
     * @param wanted the relative L2 error that is enough; NaN if there is none
     */
    static SolvedProblem of(BoundaryValueProblem problem, double wanted) {
        boolean isLine = problem.region().dimension() == 1;
        int most = isLine ? MOST_IN_ONE_DIMENSION : MOST_IN_TWO_DIMENSIONS;
        double enough = Double.isNaN(wanted) ? USUAL_ERROR : wanted;
        SolvedProblem solved = timed(problem, FEWEST);
        for (int intervals = FEWEST; !(solved.relativeL2 <= enough) && intervals < most; ) {
            intervals = Math.min(most, intervals + intervals / 2);
            solved = timed(problem, intervals);
        }
        return solved;
    }

    private static SolvedProblem timed(BoundaryValueProblem problem, int intervals) {
        long start = System.nanoTime();
        FiniteDifferences differences = new FiniteDifferences(problem, intervals);
        double seconds = (System.nanoTime() - start) / 1e9;
        String grid = problem.region().dimension() == 1 ? "" + intervals : intervals + " x " + intervals;
        return new SolvedProblem(
                "finite differences, " + grid,
                seconds,
                differences.meanSquaredError(),
                differences.relativeL2(),
                differences.largestError());
    }
}
