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
import java.util.stream.IntStream;

/**
 * Diffusion in a material of two scales: a parabola with ripples, eps / 4 pi high at most, whose slope is half the parabola's.
 *
 * <pre>
 * -(u' / (2 + cos w x))' = 1    on [0, 1],    w = 2 pi / eps
 *
 * u' = (1/2 - x) (2 + cos w x)
 * u  = x (1 - x) + (1/2 - x) sin(w x) / w + (1 - cos w x) / w^2
 * </pre>
 *
 * The flux u' / (2 + cos w x) is 1/2 - x; u is 0 at 0, and at 1 if 1/eps is a whole number.
 */
public final class MultiscaleDiffusion1d extends EquationTask {

    private static final String EPS = "eps";
    private static final double LEAST_EPS = 0.001;
    private static final double MOST_EPS = 1;

    private static final List<TaskOption> OPTIONS = options(
            Loss.energy(), "1000", "1/7", new TaskOption(EPS, "X", "the period of the material, 0.001 to 1", "0.1"));

    /** Waves of the parabola that are told apart; those of the ripples are too small beside them to be found in u. */
    private static final int WAVES = 3;

    /** Fewer than neurons in the narrowest layer. */
    private static final Scales SUBNET_SCALES = new Scales.PowersOfTwo(7);

    private final double eps;

    /** Creates the task with standard options. */
    public MultiscaleDiffusion1d() {
        this(Map.of());
    }

    private MultiscaleDiffusion1d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private MultiscaleDiffusion1d(TaskChoices choices) {
        this(choices, choices.read(EPS, text -> Quantity.between(text, LEAST_EPS, MOST_EPS)));
    }

    private MultiscaleDiffusion1d(TaskChoices choices, double eps) {
        super("ms1d", "-(a u')' = 1 where a oscillates with period eps", choices, new Equation(eps));
        this.eps = eps;
    }

    private record Equation(double eps) implements BoundaryValueProblem {

        @Override
        public Region region() {
            return new Region(Domain.interval(0, 1));
        }

        @Override
        public double diffusion(double[] x) {
            return 1 / (2 + StrictMath.cos(phase(x)));
        }

        @Override
        public double[] diffusionGradient(double[] x) {
            double a = diffusion(x);
            return new double[] {frequency() * StrictMath.sin(phase(x)) * a * a};
        }

        @Override
        public double source(double[] x) {
            return 1;
        }

        /** 1 - cos w x is 2 sin^2(w x / 2), which does not cancel. */
        @Override
        public double solution(double[] x) {
            double phase = phase(x);
            double w = frequency();
            double half = StrictMath.sin(phase / 2) / w;
            return x[0] * (1 - x[0]) + (0.5 - x[0]) * StrictMath.sin(phase) / w + 2 * half * half;
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {(0.5 - x[0]) * (2 + StrictMath.cos(phase(x)))};
        }

        private double frequency() {
            return 2 * Math.PI / eps;
        }

        /** w x less whole turns, so that its sine is 0 at the ends of periods. */
        private double phase(double[] x) {
            double turns = x[0] / eps;
            return 2 * Math.PI * (turns - Math.rint(turns));
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new MultiscaleDiffusion1d(given);
    }

    /** Paper: 3000 points inside and 500 on the boundary in a step, from a hundred times as many. */
    @Override
    public PresetSettings settings(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(80, 40), 40, 350, 10, 1000, 2e-3, 200);
            case QUICK -> settings(List.of(120, 60, 60, 60), 60, 700, 20, 1000, 1e-3, 2500);
            case PAPER -> settings(List.of(250, 100, 80, 80, 60), 120, 3500, 100, 2000, 2e-4, 50_000);
        };
    }

    private PresetSettings settings(
            List<Integer> hiddenWidths, int scales, int batchSize, int batches, int testSize, double rate, int steps) {
        return settings(
                hiddenWidths,
                new Scales.Linear(scales),
                SUBNET_SCALES,
                Math.PI / eps,
                batchSize,
                batches,
                testSize,
                Adam.withDefaults(rate, 5e-5),
                steps);
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return IntStream.rangeClosed(1, WAVES)
                .mapToObj(i -> new FrequencyProbe(2 * Math.PI * i, 0, 1))
                .toList();
    }
}
