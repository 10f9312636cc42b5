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
 * The linearised Poisson-Boltzmann equation in one dimension, whose solution is a {@link WaveWithLayer}:
 *
 * <pre>
 * -u'' + lambda^2 u = (lambda^2 + mu^2) sin mu x    on [0, 1],    u = 0 at both ends
 * </pre>
 */
public final class PoissonBoltzmann1d extends EquationTask {

    private static final List<TaskOption> OPTIONS =
            options(Loss.energy(), "1000", "1/11", WaveWithLayer.optionLambda("20"), WaveWithLayer.optionMu("50"));

    /** Waves of the input scaled to [-1, 1] have half the frequency; first-layer weights are 1 at most. */
    private static final Scales SCALES = new Scales.PowersOfTwo(7);

    private final WaveWithLayer wave;

    /** Creates the task with standard options. */
    public PoissonBoltzmann1d() {
        this(Map.of());
    }

    private PoissonBoltzmann1d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private PoissonBoltzmann1d(TaskChoices choices) {
        this(choices, WaveWithLayer.of(choices));
    }

    private PoissonBoltzmann1d(TaskChoices choices, WaveWithLayer wave) {
        super(
                "pb1d",
                "-u'' + lambda^2 u = f in one dimension: a wave and a boundary layer",
                choices,
                new Equation(wave));
        this.wave = wave;
    }

    private record Equation(WaveWithLayer wave) implements BoundaryValueProblem {

        @Override
        public Region region() {
            return new Region(Domain.interval(0, 1));
        }

        @Override
        public double reaction(double[] x) {
            return wave.lambda() * wave.lambda();
        }

        @Override
        public double source(double[] x) {
            return wave.source(x[0]);
        }

        @Override
        public double solution(double[] x) {
            return wave.at(x[0]);
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {wave.slope(x[0])};
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new PoissonBoltzmann1d(given);
    }

    @Override
    public PresetSettings settings(Preset preset) {
        double k = wave.mu() / 2;
        return switch (preset) {
            case SMOKE -> settings(List.of(70, 50, 50), SCALES, k, 330, 10, 1000, Adam.withDefaults(2e-3, 0), 200);
            case QUICK -> settings(List.of(140, 70, 70), SCALES, k, 550, 20, 1000, Adam.withDefaults(1e-3, 1e-5), 3000);
            case PAPER ->
                settings(
                        List.of(280, 140, 140, 140), SCALES, k, 1100, 100, 2000, Adam.withDefaults(2e-4, 1e-5), 30_000);
        };
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of(new FrequencyProbe(wave.mu(), 0, 1));
    }
}
