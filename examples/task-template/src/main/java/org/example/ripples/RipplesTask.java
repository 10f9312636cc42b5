package org.example.ripples;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.option.Numbers;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waves of three frequencies and a kink, on an interval or on a square:
 *
 * <pre>
 * f(x)    = |x| + sin 5x + sin 15x + sin 40x                       on [-1, 1]
 * f(x, y) = |x| + sin 5x sin 5y + sin 15x sin 15y + sin 40x sin 40y      on [-1, 1]^2
 * </pre>
 *
 * It is found through {@code META-INF/services/io.mscale.api.task.FittingTask}.
 */
public final class RipplesTask implements FittingTask {

    private static final double[] FREQUENCIES = {5, 15, 40};

    private static final String AXES = "axes";
    private static final List<TaskOption> OPTIONS =
            List.of(new TaskOption(AXES, "N", "1: on an interval; 2: on a square", "1"));

    /** Pixels along each side of the picture: 12 for each period of the highest frequency. */
    private static final int PIXELS = 160;

    private final TaskChoices choices;
    private final int axes;

    /** The task as it is without options. The harness calls this constructor to list it, so it does no work. */
    public RipplesTask() {
        this(new TaskChoices(OPTIONS, Map.of()));
    }

    private RipplesTask(TaskChoices choices) {
        this.choices = choices;
        // Whatever this throws as an IllegalArgumentException, the user sees behind the option's name.
        axes = choices.read(AXES, text -> (int) Numbers.wholeNumber(text, 1, 2));
    }

    @Override
    public String id() {
        return "ripples";
    }

    @Override
    public String description() {
        return "waves of frequencies 5, 15 and 40 and a kink, on an interval or a square";
    }

    @Override
    public List<TaskOption> options() {
        return OPTIONS;
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new RipplesTask(new TaskChoices(OPTIONS, given));
    }

    /** Recorded with every run, which can be repeated from it. */
    @Override
    public Map<String, String> choices() {
        return choices.all();
    }

    @Override
    public Domain domain() {
        return Domain.cube(axes, -1, 1);
    }

    /** As many values as {@link #outputDimension} says; one, as that is not overridden. */
    @Override
    public double[] target(double[] x) {
        double sum = Math.abs(x[0]);
        for (double k : FREQUENCIES) {
            sum += Arrays.stream(x).map(coordinate -> Math.sin(k * coordinate)).reduce(1, (a, b) -> a * b);
        }
        return new double[] {sum};
    }

    /** Counts as learned: far below the error while a frequency is missing, a half or, on a square, a quarter. */
    @Override
    public double targetMse() {
        return 2e-2;
    }

    /** Where a one-dimensional target is not smooth. */
    @Override
    public List<Double> kinks() {
        return axes == 1 ? List.of(0.0) : List.of();
    }

    /** The frequencies whose learning is watched. */
    @Override
    public List<FrequencyProbe> frequencies() {
        return Arrays.stream(FREQUENCIES).mapToObj(this::probe).toList();
    }

    /** On the square, sin kx sin ky is two plane waves: (cos(kx - ky) - cos(kx + ky)) / 2. */
    private FrequencyProbe probe(double k) {
        List<List<Double>> vectors = axes == 1 ? List.of(List.of(k)) : List.of(List.of(k, -k), List.of(k, k));
        return new FrequencyProbe(k * Math.sqrt(axes), vectors, domain());
    }

    /** A picture of the target beside the network, for a target on a plane. */
    @Override
    public Optional<Grid> picture() {
        return axes == 1 ? Optional.empty() : Optional.of(new Grid(domain(), PIXELS, PIXELS));
    }

    /** Smoke takes seconds, quick a minute, paper as long as it takes. */
    @Override
    public PresetSettings settings(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(300, 50, 50), 2000, 1000, 2e-3, 80);
            case QUICK -> settings(List.of(600, 100, 100), 4000, 2000, 1e-3, 300);
            case PAPER -> settings(List.of(3000, 100, 100, 100), 10_000, 5000, 1e-4, 50_000);
        };
    }

    private static PresetSettings settings(
            List<Integer> hiddenWidths, int trainSize, int testSize, double learningRate, int steps) {
        return new PresetSettings(
                hiddenWidths,
                new Scales.Linear(60), // beyond the highest frequency: first-layer weights are at most 1 long
                Activation.SIN,
                Activation.RELU,
                Initialization.UNIFORM,
                trainSize,
                testSize,
                trainSize, // samples per step: all of them
                learningRate,
                0, // the learning rate does not decay
                steps);
    }
}
