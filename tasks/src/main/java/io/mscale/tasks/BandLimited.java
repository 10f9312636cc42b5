package io.mscale.tasks;

import io.mscale.api.network.Baselines;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A random function on [-1, 1]^d whose Fourier transform is supported in ||k|| <= Kmax (the chapter's equations 1.1 to
 * 1.12). The ball is split into M rings of equal width; each ring holds the same number of random cosines and the same
 * share of the total variance, which is 1. The error is measured ring by ring.
 */
public final class BandLimited extends BuiltInTask {

    private static final String DIMENSION = "dimension";
    private static final String KMAX = "kmax";
    private static final String BANDS = "bands";

    /** Trades generality for learnability: the presets' 2000 to 10000 samples are too sparse for more dimensions. */
    private static final int MOST_DIMENSIONS = 5;
    /** At the default Kmax, 32 rings are already narrower than pi, the frequency resolution of the domain. */
    private static final int MOST_BANDS = 32;
    /** Already beyond what the presets' sample counts resolve in two dimensions. */
    private static final double LARGEST_K = 1000;
    /** Pixels along each side of the picture; resolves the default Kmax of 40 with about 15 pixels per period. */
    private static final int PICTURE = 192;

    private static final List<TaskOption> OPTIONS = List.of(
            new TaskOption(DIMENSION, "D", "input dimensions, 1 to " + MOST_DIMENSIONS, "2"),
            new TaskOption(KMAX, "K", "the largest angular frequency", "40"),
            new TaskOption(BANDS, "M", "rings into which the frequencies are split, 1 to " + MOST_BANDS, "4"));

    private final TaskChoices choices;
    private final int dimension;
    private final double kmax;
    private final RandomCosines cosines;

    /** Creates the task with default options and the target of seed 0. */
    public BandLimited() {
        this(new TaskChoices(OPTIONS, Map.of()), 0);
    }

    /** The target MSE is 5% of the target's variance: with 4 rings, far below the 25% of a single missing ring. */
    private BandLimited(TaskChoices choices, long seed) {
        super(
                "bandlimited",
                "a random band-limited function whose frequencies lie in rings, in 1 to " + MOST_DIMENSIONS
                        + " dimensions",
                5e-2);
        this.choices = choices;
        dimension = choices.read(DIMENSION, text -> (int) Numbers.wholeNumber(text, 1, MOST_DIMENSIONS));
        kmax = choices.read(KMAX, BandLimited::frequency);
        int bands = choices.read(BANDS, text -> (int) Numbers.wholeNumber(text, 1, MOST_BANDS));
        cosines = RandomCosines.draw(dimension, kmax, bands, seed);
    }

    private static double frequency(String text) {
        double value = Numbers.positive(text);
        if (value > LARGEST_K) {
            throw new IllegalArgumentException("'" + text + "' is more than " + (int) LARGEST_K);
        }
        return value;
    }

    @Override
    public List<TaskOption> options() {
        return OPTIONS;
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new BandLimited(new TaskChoices(OPTIONS, given), 0);
    }

    @Override
    public Map<String, String> choices() {
        return choices.all();
    }

    @Override
    public FittingTask withSeed(long seed) {
        return new BandLimited(choices, seed);
    }

    @Override
    public Domain domain() {
        return Domain.cube(dimension, -1, 1);
    }

    @Override
    public double[] target(double[] x) {
        return new double[] {cosines.at(x)};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return sized(preset).withBaselines(Baselines.reaching(kmax));
    }

    private PresetSettings sized(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(300, 50, 50), scales(300), 2000, 1000, 2e-3, 80);
            case QUICK -> settings(List.of(600, 100, 100), scales(600), 4000, 2000, 1e-3, 300);
            case PAPER -> settings(List.of(3000, 100, 100, 100), scales(3000), 10_000, 5000, 1e-4, 50_000);
        };
    }

    /**
     * First-layer weight vectors have at most length 1, so scales up to 1.5 Kmax leave headroom above the largest
     * frequency. There can be no more scales than neurons.
     */
    private Scales scales(int neurons) {
        return new Scales.Linear(Math.max(1, Math.min((int) Math.ceil(1.5 * kmax), neurons)));
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return cosines.probes(domain());
    }

    @Override
    public Optional<Grid> picture() {
        return dimension < 2 ? Optional.empty() : Optional.of(new Grid(domain(), PICTURE, PICTURE));
    }
}
