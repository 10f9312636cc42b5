package io.mscale.tasks.pde;

import io.mscale.api.network.Scales;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import java.util.List;
import java.util.Map;

/**
 * A Poisson-Boltzmann equation in a square, perhaps with holes, whose diffusion oscillates:
 *
 * <pre>
 * -div(a grad u) + pi^2 u = f    on [-1, 1]^2
 *
 * a = 1/2 + cos(5 pi x) cos(10 pi y) / 8 + cos(15 pi x) cos(20 pi y) / 8
 * u = sin(pi x) sin(pi y) / 2 + sin(10 pi x) sin(10 pi y) / 40
 * </pre>
 *
 * a lies between 1/4 and 3/4.
 */
public final class VariableDiffusion2d extends EquationTask {

    private static final List<TaskOption> OPTIONS = options(Loss.energy(), "1000", "1/9", Holes.option());

    /** The highest frequency along an axis is 10 pi. */
    private static final double FAST = 10 * Math.PI;

    private static final Scales SCALES = new Scales.PowersOfTwo(6);

    /** Creates the task with standard options. */
    public VariableDiffusion2d() {
        this(Map.of());
    }

    private VariableDiffusion2d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private VariableDiffusion2d(TaskChoices choices) {
        super(
                "pb2d-coef",
                "-div(a grad u) + pi^2 u = f in a square where a oscillates, perhaps with holes",
                choices,
                choices.read(Holes.NAME, text -> new Equation(new Region(Domain.cube(2, -1, 1), Holes.parse(text)))));
    }

    private record Equation(Region region) implements BoundaryValueProblem {

        @Override
        public double diffusion(double[] x) {
            return 0.5 + (cos(5, x[0]) * cos(10, x[1]) + cos(15, x[0]) * cos(20, x[1])) / 8;
        }

        @Override
        public double[] diffusionGradient(double[] x) {
            return new double[] {
                -Math.PI * (5 * sin(5, x[0]) * cos(10, x[1]) + 15 * sin(15, x[0]) * cos(20, x[1])) / 8,
                -Math.PI * (10 * cos(5, x[0]) * sin(10, x[1]) + 20 * cos(15, x[0]) * sin(20, x[1])) / 8
            };
        }

        @Override
        public double reaction(double[] x) {
            return Math.PI * Math.PI;
        }

        /** -lap u is 2 pi^2 times the first product of u plus 200 pi^2 times the second. */
        @Override
        public double source(double[] x) {
            double laplacian = -Math.PI * Math.PI * (slow(x) + 5 * fast(x));
            double[] slope = diffusionGradient(x);
            double[] gradient = solutionGradient(x);
            return -diffusion(x) * laplacian
                    - slope[0] * gradient[0]
                    - slope[1] * gradient[1]
                    + reaction(x) * solution(x);
        }

        @Override
        public double solution(double[] x) {
            return slow(x) / 2 + fast(x) / 40;
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {
                Math.PI * (cos(1, x[0]) * sin(1, x[1]) / 2 + cos(10, x[0]) * sin(10, x[1]) / 4),
                Math.PI * (sin(1, x[0]) * cos(1, x[1]) / 2 + sin(10, x[0]) * cos(10, x[1]) / 4)
            };
        }

        private static double slow(double[] x) {
            return sin(1, x[0]) * sin(1, x[1]);
        }

        private static double fast(double[] x) {
            return sin(10, x[0]) * sin(10, x[1]);
        }

        private static double sin(int k, double x) {
            return StrictMath.sin(k * Math.PI * x);
        }

        private static double cos(int k, double x) {
            return StrictMath.cos(k * Math.PI * x);
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new VariableDiffusion2d(given);
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(90, 48, 48), SCALES, FAST, 450, 10, 1000, Adam.withDefaults(2e-3, 0), 150);
            case QUICK ->
                settings(List.of(150, 90, 90), SCALES, FAST, 900, 30, 2000, Adam.withDefaults(1e-3, 1e-5), 2000);
            case PAPER ->
                settings(
                        List.of(480, 240, 240, 240),
                        SCALES,
                        FAST,
                        2250,
                        100,
                        5000,
                        Adam.withDefaults(2e-4, 1e-5),
                        50_000);
        };
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of(probe(Math.PI), probe(FAST));
    }

    /** sin kx sin ky = (cos(kx - ky) - cos(kx + ky)) / 2. */
    private FrequencyProbe probe(double k) {
        return new FrequencyProbe(k * Math.sqrt(2), List.of(List.of(k, -k), List.of(k, k)), domain());
    }
}
