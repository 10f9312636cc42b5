package io.mscale.harness.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.pde.Ball;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.Region;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiniteDifferencesTest {

    /** -((2 + x) u')' + c u = f with u = sin 3x; in two dimensions u = sin 3x sin 2y and the same factor. */
    private record Sines(Region region, double c) implements BoundaryValueProblem {

        @Override
        public double diffusion(double[] x) {
            return 2 + x[0];
        }

        @Override
        public double[] diffusionGradient(double[] x) {
            double[] slope = new double[x.length];
            slope[0] = 1;
            return slope;
        }

        @Override
        public double reaction(double[] x) {
            return c;
        }

        @Override
        public boolean hasMinimum() {
            return c >= 0;
        }

        @Override
        public double source(double[] x) {
            double curvature = x.length == 1 ? 9 : 13;
            return diffusion(x) * curvature * solution(x) - solutionGradient(x)[0] + c * solution(x);
        }

        @Override
        public double solution(double[] x) {
            return Math.sin(3 * x[0]) * (x.length == 1 ? 1 : Math.sin(2 * x[1]));
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return x.length == 1
                    ? new double[] {3 * Math.cos(3 * x[0])}
                    : new double[] {
                        3 * Math.cos(3 * x[0]) * Math.sin(2 * x[1]), 2 * Math.sin(3 * x[0]) * Math.cos(2 * x[1])
                    };
        }
    }

    private static final Region INTERVAL = new Region(Domain.interval(-1, 1));
    private static final Region SQUARE = new Region(Domain.cube(2, -1, 1));
    private static final Region HOLED = new Region(
            Domain.cube(2, -1, 1), List.of(new Ball(List.of(0.3, 0.2), 0.35), new Ball(List.of(-0.5, -0.45), 0.22)));

    private static Dataset test(BoundaryValueProblem problem) {
        int d = problem.region().dimension();
        double[] x = problem.region().interior(500, RandomStream.of(3, RandomStream.Purpose.TEST_POINTS));
        double[] y = new double[500];
        Arrays.setAll(y, i -> problem.solution(Arrays.copyOfRange(x, i * d, (i + 1) * d)));
        return new Dataset(d, 1, x, y);
    }

    private static double error(BoundaryValueProblem problem, int intervals) {
        return ErrorsAtPoints.of(test(problem), new FiniteDifferences(problem, intervals)::at)
                .relativeL2();
    }

    /** Half the intervals, a quarter of the error, where circles cut lines, too. */
    @Test
    void error_twiceTheIntervals_isAQuarter() {
        for (BoundaryValueProblem problem : List.of(
                new Sines(INTERVAL, 5),
                new Sines(SQUARE, 5),
                new Sines(HOLED, 5),
                new Sines(INTERVAL, -300),
                new Sines(SQUARE, -400))) {
            double coarse = error(problem, 40);
            assertThat(coarse).isLessThan(0.05);
            assertThat(coarse / error(problem, 80)).as("%s", problem).isCloseTo(4, within(0.9));
        }
    }

    /** Beside a circle there is no square of four nodes to be linear in. */
    @Test
    void at_pointBesideAHole_hasNoValue() {
        FiniteDifferences differences = new FiniteDifferences(new Sines(HOLED, 5), 40);

        assertThat(differences.at(new double[] {0.47, 0.52})).isNaN();
        assertThat(differences.at(new double[] {0.9, 0.9})).isFinite();
        assertThat(differences.at(new double[] {1, 1})).isEqualTo(Math.sin(3) * Math.sin(2));
    }

    @Test
    void solved_wantedError_isReachedOnTheCoarsestOfTheGrids() {
        BoundaryValueProblem line = new Sines(INTERVAL, 5);
        SolvedProblem solved = SolvedProblem.of(line, 1e-4, test(line));
        assertThat(ErrorsAtPoints.of(test(line), solved.solution()::at).relativeL2())
                .isLessThanOrEqualTo(1e-4);
        assertThat(solved.name()).matches("finite differences, \\d+");
        assertThat(solved.seconds()).isPositive();
    }

    /** Networks that have learned nothing are no measure, nor is an error at nodes where the solution happens to be 0. */
    @Test
    void solved_badNetworksOrNone_isAtFivePercent() {
        BoundaryValueProblem square = new Sines(SQUARE, 5);
        for (double best : new double[] {1, Double.NaN}) {
            SolvedProblem solved = SolvedProblem.of(square, best, test(square));
            assertThat(ErrorsAtPoints.of(test(square), solved.solution()::at).relativeL2())
                    .isBetween(0.01, 0.05);
        }
    }

    /** More than elimination can do in a second or so is not tried. */
    @Test
    void solved_errorThatNoGridReaches_isThatOfTheFinest() {
        BoundaryValueProblem square = new Sines(SQUARE, 5);
        assertThat(SolvedProblem.of(square, 1e-9, test(square)).name()).isEqualTo("finite differences, 160 x 160");
    }

    @Test
    void solve_threeDimensions_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FiniteDifferences(new Sines(new Region(Domain.cube(3, 0, 1)), 0), 8))
                .withMessage("finite differences are for one or two dimensions, not 3");
    }
}
