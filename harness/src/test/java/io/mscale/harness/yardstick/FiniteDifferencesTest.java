package io.mscale.harness.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.pde.Ball;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Domain;
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

    /** Half the intervals, a quarter of the error: where circles cut lines, and where the problem is indefinite, too. */
    @Test
    void error_twiceTheIntervals_isAQuarter() {
        for (BoundaryValueProblem problem : List.of(
                new Sines(INTERVAL, 5),
                new Sines(INTERVAL, -30),
                new Sines(SQUARE, 5),
                new Sines(SQUARE, -30),
                new Sines(HOLED, 5))) {
            double coarse = new FiniteDifferences(problem, 40).relativeL2();
            double fine = new FiniteDifferences(problem, 80).relativeL2();
            assertThat(coarse).isLessThan(0.05);
            assertThat(coarse / fine).as("%s", problem).isCloseTo(4, within(0.9));
        }
    }

    @Test
    void solved_wantedError_isReachedOnTheCoarsestOfTheGrids() {
        SolvedProblem solved = SolvedProblem.of(new Sines(INTERVAL, 5), 1e-4);
        assertThat(solved.relativeL2()).isLessThanOrEqualTo(1e-4);
        assertThat(solved.name()).matches("finite differences, \\d+");
        SolvedProblem rough = SolvedProblem.of(new Sines(SQUARE, 5), 0.5);
        assertThat(rough.name()).isEqualTo("finite differences, 8 x 8");
        assertThat(rough.largestError()).isPositive();
        assertThat(rough.meanSquaredError()).isPositive();
    }

    /** More than elimination can do in a second or so is not tried. */
    @Test
    void solved_errorThatNoGridReaches_isThatOfTheFinest() {
        assertThat(SolvedProblem.of(new Sines(SQUARE, 5), 1e-9).name()).isEqualTo("finite differences, 160 x 160");
    }

    @Test
    void solve_threeDimensions_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FiniteDifferences(new Sines(new Region(Domain.cube(3, 0, 1)), 0), 8))
                .withMessage("finite differences are for one or two dimensions, not 3");
    }
}
