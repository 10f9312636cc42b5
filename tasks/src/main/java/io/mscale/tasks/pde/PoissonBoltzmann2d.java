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
 * The linearised Poisson-Boltzmann equation in a square, whose solution is the sum of a {@link WaveWithLayer} in x and the
 * same in y:
 *
 * <pre>
 * -lap u + lambda^2 u = (lambda^2 + mu^2) (sin mu x + sin mu y)    on [0, 1]^2
 * </pre>
 *
 * On the boundary u is not 0 but the wave along it.
 */
public final class PoissonBoltzmann2d extends EquationTask {

    private static final List<TaskOption> OPTIONS =
            options(Loss.energy(), "1000", "1/9", WaveWithLayer.optionLambda("2"), WaveWithLayer.optionMu("30"));

    private static final Scales SCALES = new Scales.PowersOfTwo(6);

    private final WaveWithLayer wave;

    /** Creates the task with standard options. */
    public PoissonBoltzmann2d() {
        this(Map.of());
    }

    private PoissonBoltzmann2d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private PoissonBoltzmann2d(TaskChoices choices) {
        this(choices, WaveWithLayer.of(choices));
    }

    private PoissonBoltzmann2d(TaskChoices choices, WaveWithLayer wave) {
        super("pb2d", "-lap u + lambda^2 u = f in a square: waves along both axes", choices, new Equation(wave));
        this.wave = wave;
    }

    private record Equation(WaveWithLayer wave) implements BoundaryValueProblem {

        @Override
        public Region region() {
            return new Region(Domain.cube(2, 0, 1));
        }

        @Override
        public double reaction(double[] x) {
            return wave.lambda() * wave.lambda();
        }

        @Override
        public double source(double[] x) {
            return wave.source(x[0]) + wave.source(x[1]);
        }

        @Override
        public double solution(double[] x) {
            return wave.at(x[0]) + wave.at(x[1]);
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {wave.slope(x[0]), wave.slope(x[1])};
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new PoissonBoltzmann2d(given);
    }

    @Override
    public PresetSettings settings(Preset preset) {
        double k = wave.mu() / 2;
        return switch (preset) {
            case SMOKE -> settings(List.of(90, 48, 48), SCALES, k, 450, 10, 1000, Adam.withDefaults(2e-3, 0), 150);
            case QUICK -> settings(List.of(150, 90, 90), SCALES, k, 900, 30, 2000, Adam.withDefaults(1e-3, 1e-5), 2000);
            case PAPER ->
                settings(
                        List.of(480, 240, 240, 240), SCALES, k, 2250, 100, 5000, Adam.withDefaults(2e-4, 1e-5), 50_000);
        };
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        double mu = wave.mu();
        return List.of(new FrequencyProbe(mu, List.of(List.of(mu, 0.0), List.of(0.0, mu)), domain()));
    }
}
