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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * The Poisson equation that the chapter's authors compare one network of 180 neurons with six of 30 neurons on:
 *
 * <pre>
 * -u'' = mu^2 sin mu x    on [-1, 1]        u = sin mu x
 * </pre>
 *
 * or a sum of such, of several mu.
 */
public final class Ritz1d extends EquationTask {

    private static final String MU = "mu";
    private static final double LEAST_MU = 1;
    private static final double MOST_MU = 1000;

    private static final List<TaskOption> OPTIONS = options(
            Loss.energy(),
            "1000",
            "1/11",
            new TaskOption(
                    MU,
                    "K,...",
                    "the solution's angular frequencies, 1 to 1000, also as pi,5pi: a sum of sines",
                    "6pi"));

    /** Six subnetworks, all of one scale. */
    private static final Scales SCALES = new Scales.Constant(32, 6);

    private final List<Double> frequencies;

    /** Creates the task with standard options. */
    public Ritz1d() {
        this(Map.of());
    }

    private Ritz1d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private Ritz1d(TaskChoices choices) {
        this(choices, choices.read(MU, Ritz1d::frequencies));
    }

    private Ritz1d(TaskChoices choices, List<Double> frequencies) {
        super("ritz1d", "-u'' = f in one dimension, solved by sin mu x", choices, new Sines(frequencies));
        this.frequencies = frequencies;
    }

    private static List<Double> frequencies(String text) {
        List<Double> frequencies = Arrays.stream(text.split(",", -1))
                .map(each -> Quantity.between(each, LEAST_MU, MOST_MU))
                .toList();
        if (Set.copyOf(frequencies).size() < frequencies.size()) {
            throw new IllegalArgumentException("'" + text + "' names a frequency twice");
        }
        return frequencies;
    }

    private record Sines(List<Double> frequencies) implements BoundaryValueProblem {

        @Override
        public Region region() {
            return new Region(Domain.interval(-1, 1));
        }

        @Override
        public double source(double[] x) {
            return sum(mu -> mu * mu * StrictMath.sin(mu * x[0]));
        }

        @Override
        public double solution(double[] x) {
            return sum(mu -> StrictMath.sin(mu * x[0]));
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {sum(mu -> mu * StrictMath.cos(mu * x[0]))};
        }

        private double sum(DoubleUnaryOperator part) {
            double sum = 0;
            for (double mu : frequencies) {
                sum += part.applyAsDouble(mu);
            }
            return sum;
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new Ritz1d(given);
    }

    /** Paper: 100000 points inside and 10000 on the boundary, 1000 and 100 of them in a step. */
    @Override
    public PresetSettings settings(Preset preset) {
        double mu = Collections.max(frequencies);
        return switch (preset) {
            case SMOKE -> settings(List.of(60, 60, 60), SCALES, mu, 330, 10, 1000, Adam.withDefaults(2e-3, 0), 200);
            case QUICK -> settings(List.of(90, 90, 90), SCALES, mu, 550, 20, 1000, Adam.withDefaults(1e-3, 5e-7), 3000);
            case PAPER ->
                settings(List.of(180, 180, 180), SCALES, mu, 1100, 100, 2000, Adam.withDefaults(1e-4, 5e-7), 5000);
        };
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return frequencies.stream().map(mu -> new FrequencyProbe(mu, -1, 1)).toList();
    }
}
