package io.mscale.tasks.pde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Smoothness;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.WrongChoiceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EquationTasksTest {

    static Stream<BoundaryValueTask> tasks() {
        return ServiceLoader.load(FittingTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(BoundaryValueTask.class::isInstance)
                .map(task -> (BoundaryValueTask) task.configured(Map.of()));
    }

    private static BoundaryValueTask task(String id, String choices) {
        Map<String, String> given = new HashMap<>();
        for (String choice : choices.isEmpty() ? new String[0] : choices.split(" ", -1)) {
            int equals = choice.indexOf('=');
            given.put(choice.substring(0, equals), choice.substring(equals + 1));
        }
        return (BoundaryValueTask) tasks().filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow()
                .configured(given);
    }

    private static double relative(BoundaryValueTask task) {
        double[] y = task.testSet(5000, 3).y();
        return Math.sqrt(
                task.targetMse() / Arrays.stream(y).map(v -> v * v).average().orElseThrow());
    }

    /** Every step has points on every side of the boundary, and no activation is too rough for any loss. */
    @ParameterizedTest
    @MethodSource("tasks")
    void settings_everyPreset_canBeTrainedByEveryLoss(BoundaryValueTask task) {
        assertThat(task.holdsEquation()).isTrue();
        for (Preset preset : Preset.values()) {
            PresetSettings settings = task.settings(preset);

            assertThat(task.sizeObstacle(settings.batchSize())).isEmpty();
            assertThat(task.sizeObstacle(settings.trainSize())).isEmpty();
            assertThat(settings.trainSize() % settings.batchSize()).isZero();
            assertThat(List.of(settings.firstActivation(), settings.activation()))
                    .extracting(ActivationPattern::smoothness)
                    .containsOnly(Smoothness.SMOOTH);
            assertThat(settings.testSize()).isBetween(1000, 5000);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void targetMse_everyTask_isFivePercentInL2(BoundaryValueTask task) {
        assertThat(relative(task)).isCloseTo(0.05, within(0.003));
    }

    @Test
    void ritz1d_paper_isThatOfTheAuthors() {
        BoundaryValueTask task = task("ritz1d", "");
        PresetSettings paper = task.settings(Preset.PAPER);

        assertThat(task.trainingSet(paper.trainSize(), 1).parts()).containsExactly(100_000, 10_000);
        assertThat(task.boundaryPoints(paper.batchSize())).isEqualTo(100);
        assertThat(paper.subnetScales().values()).containsExactly(32, 32, 32, 32, 32, 32);
        assertThat(task.problem().source(new double[] {0.3}))
                .isCloseTo(Math.pow(6 * Math.PI, 2) * Math.sin(1.8 * Math.PI), within(1e-9));
        assertThat(task("ritz1d", "mu=18.849555921538759").problem().solution(new double[] {0.3}))
                .isEqualTo(task.problem().solution(new double[] {0.3}));
    }

    @Test
    void ritz1d_severalFrequencies_isTheirSum() {
        BoundaryValueTask task = task("ritz1d", "mu=pi,5pi,20pi");

        assertThat(task.problem().solution(new double[] {0.13}))
                .isCloseTo(
                        Math.sin(0.13 * Math.PI) + Math.sin(0.65 * Math.PI) + Math.sin(2.6 * Math.PI), within(1e-12));
        assertThat(task.frequencies())
                .extracting(FrequencyProbe::k)
                .containsExactly(Math.PI, 5 * Math.PI, 20 * Math.PI);
        assertThat(relative(task)).isCloseTo(0.05, within(0.003));
    }

    /** Where sinh lambda is beyond double, and where it is hardly lambda. */
    @Test
    void pb1d_anyLambda_isZeroAtBothEndsAndAWaveInside() {
        for (String lambda : List.of("0.001", "20", "700", "5000")) {
            BoundaryValueProblem problem =
                    task("pb1d", "mu=50 lambda=" + lambda).problem();
            double decay = Math.exp(-0.01 * Double.parseDouble(lambda));

            assertThat(problem.solution(new double[] {0})).isZero();
            assertThat(problem.solution(new double[] {1})).isCloseTo(0, within(1e-15));
            if (decay < 0.9) {
                assertThat(problem.solution(new double[] {0.99}))
                        .isCloseTo(Math.sin(49.5) - Math.sin(50) * decay, within(1e-12));
            }
            assertThat(problem.solutionGradient(new double[] {1})[0]).isFinite();
        }
    }

    /** By the flux, which is 1/2 - x: u is the integral of (1/2 - t) (2 + cos w t) from 0 to x, here by midpoints. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.3", "0.1, 1", "0.25, 0.77", "0.07, 0.9", "0.01, 0.505"})
    void ms1d_solution_isTheIntegralOfItsFlux(String eps, double x) {
        BoundaryValueProblem problem = task("ms1d", "eps=" + eps).problem();
        double w = 2 * Math.PI / Double.parseDouble(eps);
        int cells = 200_000;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            double t = (i + 0.5) * x / cells;
            sum += (0.5 - t) * (2 + Math.cos(w * t)) * x / cells;
        }

        assertThat(problem.solution(new double[] {x})).isCloseTo(sum, within(1e-9));
        double[] at = {x};
        assertThat(problem.diffusion(at) * problem.solutionGradient(at)[0]).isCloseTo(0.5 - x, within(1e-12));
    }

    @Test
    void ms1d_wholeNumberOfPeriods_isExactlyZeroAtBothEnds() {
        for (String eps : List.of("0.1", "0.01", "0.125", "1")) {
            BoundaryValueProblem problem = task("ms1d", "eps=" + eps).problem();

            assertThat(problem.solution(new double[] {0})).isZero();
            assertThat(problem.solution(new double[] {1})).isZero();
        }
    }

    @Test
    void osc2d_solution_isItsDoubleSum() {
        double x = 0.3;
        double y = -0.45;
        double sum = 0;
        for (int m = 1; m <= 20; m++) {
            for (int n = 1; n <= 20; n++) {
                sum += Math.exp(Math.sin(Math.PI * m * x)) * Math.exp(Math.cos(Math.PI * n * y));
            }
        }
        assertThat(task("osc2d", "").problem().solution(new double[] {x, y})).isCloseTo(sum / 400, within(1e-13));
    }

    @Test
    void holes_builtInOrGiven_areLeftOutOfTheRegionOnly() {
        BoundaryValueTask three = task("pb2d-coef", "holes=three");
        BoundaryValueTask whole = task("pb2d-coef", "");
        double[] inHole = {0.5, 0.4};

        assertThat(three.problem().region().holes()).hasSize(3);
        assertThat(three.problem().region().contains(inHole)).isFalse();
        assertThat(three.target(inHole)).isEqualTo(whole.target(inHole));
        assertThat(task("pb2d-coef", "holes=0:0:0.5,0.8:-0.8:0.1")
                        .problem()
                        .region()
                        .holes())
                .hasSize(2);
    }

    @Test
    void helm2d_energy_isAllowedWhileThereIsAMinimum() {
        assertThat(task("helm2d", "").loss().id()).isEqualTo("residual");
        assertThat(task("helm2d", "loss=energy k=1").loss().id()).isEqualTo("energy");
        assertThat(task("helm2d", "loss=residual k=4").problem().hasMinimum()).isFalse();
        assertThatCode(() -> task("helm2d", "loss=mse k=4")).doesNotThrowAnyException();
    }

    /** A boundary held firmly is that of Dirichlet; s tan s = 1 at 0.8603335890. */
    @Test
    void helm2d_smallestEigenvalue_isThatOfTheHeldBoundary() {
        assertThat(Helmholtz2d.smallestEigenvalue(1e9)).isCloseTo(Math.PI * Math.PI / 2, within(1e-7));
        assertThat(Helmholtz2d.smallestEigenvalue(0.5)).isCloseTo(2 * Math.pow(0.8603335890, 2), within(1e-8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ritz1d    | loss=enrgy            | loss           | unknown loss 'enrgy'; allowed: mse, energy, residual. Did you mean 'energy'?
            ritz1d    | mu=0                  | mu             | '0' is not a number from 1 to 1000 (a number before pi is its multiple: 0.5pi)
            ritz1d    | mu=pi,2pi,pi          | mu             | 'pi,2pi,pi' names a frequency twice
            ritz1d    | mu=sixpi              | mu             | 'sixpi' is not a number from 1 to 1000 (a number before pi is its multiple: 0.5pi)
            ritz1d    | beta=0                | beta           | '0' is not greater than 0
            ritz1d    | boundary-share=1      | boundary-share | '1' is not between 0 and 1
            ritz1d    | boundary-share=1/x    | boundary-share | '1/x' is not a share, such as 0.1 or 1/10
            ritz1d    | boundary-share=1/0    | boundary-share | '1/0' is not between 0 and 1
            ritz1d    | ramp=0.5              | ramp           | '0.5' is not at least 1
            ritz1d    | rough=maybe           | rough          | 'maybe' is neither yes nor no
            pb1d      | lambda=-3             | lambda         | '-3' is not a number from 0.001 to 10000
            ms1d      | eps=2                 | eps            | '2' is not a number from 0.001 to 1
            osc2d     | n=0                   | n              | '0' is not a whole number from 1 to 50
            pb2d-coef | holes=four            | holes          | 'four' is not a hole X:Y:RADIUS, as 0.5:0.4:0.3; allowed also: none, three
            pb2d-coef | holes=0:0:x           | holes          | 'x' is not a finite number
            pb2d-coef | holes=0:0:0           | holes          | the radius of a hole is positive, not 0.0
            pb2d-coef | holes=0.9:0:0.1       | holes          | does not lie within [-1.0, -1.0] to [1.0, 1.0]
            pb2d-coef | holes=0:0:.2,.3:0:.2  | holes          | overlap or touch
            helm2d    | k=-1                  | k              | '-1' is not a number from 0 to 200
            helm2d    | a1=51                 | a1             | '51' is not a whole number from 1 to 50
            helm2d    | k=2.221441            | k              | is an eigenvalue of -lap, 4.934802 = pi^2 (1^2 + 1^2) / 4
            helm2d    | k=2.5pi               | k              | (3^2 + 4^2) / 4
            helm2d    | loss=energy k=2.5     | loss           | 'energy' has no minimum here: k^2 = 6.250 is not less than
            helm2d    | loss=energy beta=0.1  | loss           | so weak a penalty
            helm2d    | loss=energy ramp=9999 | loss           | or a smaller ramp
            """)
    void configured_wrongChoice_isRefusedByItsNameInOneLine(String id, String choices, String option, String problem) {
        assertThatThrownBy(() -> task(id, choices)).isInstanceOfSatisfying(WrongChoiceException.class, wrong -> {
            assertThat(wrong.option()).isEqualTo(option);
            assertThat(wrong.problem()).contains(problem).doesNotContain("\n");
        });
    }
}
