package io.mscale.harness.yardstick;

import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.task.Dataset;
import io.mscale.record.run.Yardstick;

/**
 * The coarsest of some grids on which finite differences solve a problem as accurately as the best network does.
 *
 * @param name the method, with its grid
 * @param seconds setting the system up and solving it
 */
record SolvedProblem(String name, double seconds, FiniteDifferences solution) {

    private static final int FEWEST = 8;

    /** Beyond, rounding grows while the error falls. */
    private static final int MOST_IN_ONE_DIMENSION = 1 << 17;

    /** Elimination takes a second here, and 65 MB; with exchanges of rows three, and 97 MB. */
    private static final int MOST_IN_TWO_DIMENSIONS = 160;

    /** At least as accurate as this, however bad the networks are: else nothing would be solved. */
    private static final double SOLVED = 0.05;

    /**
     * Tries grids with half as many intervals again and again.
     *
     * @param best the relative L2 error of the best network; NaN if there is none
     * @param test the solution at points of the region
     * @throws IllegalArgumentException as {@link FiniteDifferences}
     */
    static SolvedProblem of(BoundaryValueProblem problem, double best, Dataset test) {
        boolean isLine = problem.region().dimension() == 1;
        int most = isLine ? MOST_IN_ONE_DIMENSION : MOST_IN_TWO_DIMENSIONS;
        double enough = Double.isNaN(best) ? SOLVED : Math.min(best, SOLVED);
        SolvedProblem solved = timed(problem, FEWEST);
        int intervals = FEWEST;
        while (!(ErrorsAtPoints.of(test, solved.solution()::at).relativeL2() <= enough) && intervals < most) {
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
        return new SolvedProblem(Yardstick.FINITE_DIFFERENCES + ", " + grid, seconds, differences);
    }
}
