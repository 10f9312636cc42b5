package io.mscale.api.pde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.training.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The columns make of the losses what the Javadoc says, for -((1 + x) u')' + 3 u = f on [0, 2] with u = x^2. */
class CollocationTest {

    private static final double BETA = 50;
    private static final int INSIDE = 40_000;
    private static final int BOUNDARY = 400;

    /** u' = 2 x, u'' = 2: f = -(1 + x) 2 - 2 x + 3 x^2. */
    private static final BoundaryValueProblem PROBLEM = new BoundaryValueProblem() {
        @Override
        public Region region() {
            return new Region(Domain.interval(0, 2));
        }

        @Override
        public double diffusion(double[] x) {
            return 1 + x[0];
        }

        @Override
        public double[] diffusionGradient(double[] x) {
            return new double[] {1};
        }

        @Override
        public double reaction(double[] x) {
            return 3;
        }

        @Override
        public double source(double[] x) {
            return -2 * (1 + x[0]) - 2 * x[0] + 3 * x[0] * x[0];
        }

        @Override
        public double solution(double[] x) {
            return x[0] * x[0];
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {2 * x[0]};
        }
    };

    @Test
    void residual_ofTheSolution_isZeroInEverySample() {
        Dataset data = data(Loss.residual());
        double[] x = data.x();
        double[] y = data.y();
        for (int i = 0; i < data.size(); i++) {
            double u = x[i] * x[i];
            double residual = y[5 * i] * u + y[5 * i + 1] * 2 * x[i] + y[5 * i + 2] * 2 - y[5 * i + 3];
            assertThat(residual).isCloseTo(0, within(1e-12));
        }
    }

    /** u = 0: f^2 inside by Simpson, and g^2 on the boundary is 0 and 16. */
    @Test
    void residual_ofZero_isTheMeanSquareInsideAndBetaTimesThatOnTheBoundary() {
        Dataset data = data(Loss.residual());
        double[] y = data.y();
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            sum += y[5 * i + 4] * y[5 * i + 3] * y[5 * i + 3] / data.size();
        }
        double inside = integral(x -> Math.pow(-2 * (1 + x) - 2 * x + 3 * x * x, 2)) / 2;
        assertThat(sum).isCloseTo(inside + BETA * 8, within(0.02 * (inside + BETA * 8)));
    }

    /** v = x, whose value at 2 is not u's. */
    @Test
    void energy_ofAnyFunction_isTheIntegralAndThePenalty() {
        Dataset data = data(Loss.energy());
        double[] x = data.x();
        double[] y = data.y();
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            double v = x[i];
            sum += (0.5 * y[3 * i] + 0.5 * y[3 * i + 1] * v * v - y[3 * i + 2] * v) / data.size();
        }
        double energy = integral(x1 -> 0.5 * (1 + x1) + 1.5 * x1 * x1 - x1 * (-2 * (1 + x1) - 2 * x1 + 3 * x1 * x1));
        double penalty = BETA * (2 * 2 - 2 * 4 * 2); // two ends, each half of the mean, times the measure 2
        assertThat(sum).isCloseTo(energy + penalty, within(0.2));
    }

    @Test
    void parts_areInsideThenBoundary() {
        Dataset data = data(Loss.energy());
        assertThat(data.parts()).containsExactly(INSIDE, BOUNDARY);
        assertThat(Arrays.stream(data.x()).skip(INSIDE)).allMatch(x -> x == 0 || x == 2);
    }

    @Test
    void of_lossThatSolvesNothing_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data(Loss.meanSquaredError()))
                .withMessage("loss 'mse' does not solve an equation");
    }

    @Test
    void penalty_ramp_growsToBetaInEqualRatios() {
        Penalty penalty = new Penalty(100, 32);
        assertThat(penalty.stages()).isEqualTo(6);
        assertThat(new double[] {penalty.share(0), penalty.share(1), penalty.share(5)})
                .containsExactly(new double[] {1 / 32.0, 1 / 16.0, 1}, within(1e-15));
        assertThat(penalty.begin(0, 1000)).isZero();
        assertThat(penalty.begin(5, 1000)).isEqualTo(750);
        assertThat(new Penalty(100, 1).stages()).isEqualTo(1);
        assertThat(new Penalty(100, 1).share(0)).isEqualTo(1);
    }

    @Test
    void penalty_dataOfAStage_differOnTheBoundaryOnly() {
        for (Loss loss : List.of(Loss.energy(), Loss.residual())) {
            Dataset last = Collocation.of(PROBLEM, loss, BETA, 60, 8, random());
            Dataset first = new Penalty(BETA, 32).data(last, loss, 0);
            int boundary = 60 * last.outputs();
            assertThat(Arrays.copyOf(first.y(), boundary)).containsExactly(Arrays.copyOf(last.y(), boundary));
            Dataset weak = Collocation.of(PROBLEM, loss, BETA / 32, 60, 8, random());
            assertThat(first.y()).containsExactly(weak.y(), within(1e-12));
            assertThat(first.parts()).isEqualTo(last.parts());
        }
    }

    @Test
    void penalty_badNumbers_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Penalty(0, 1))
                .withMessage("beta is positive, not 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Penalty(1, 0.5))
                .withMessage("the ramp is at least 1, not 0.5");
    }

    private static Dataset data(Loss loss) {
        return Collocation.of(PROBLEM, loss, BETA, INSIDE, BOUNDARY, random());
    }

    private static RandomStream random() {
        return RandomStream.of(7, RandomStream.Purpose.TRAINING_POINTS);
    }

    /** Over [0, 2], by Simpson's rule. */
    private static double integral(DoubleUnaryOperator f) {
        int n = 1000;
        double h = 2.0 / n;
        double sum = f.applyAsDouble(0) + f.applyAsDouble(2);
        for (int i = 1; i < n; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(i * h);
        }
        return sum * h / 3;
    }
}
