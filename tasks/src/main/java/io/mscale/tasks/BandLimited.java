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
 * 1.12). The ball is split into M rings of equal width, each with the same number of random cosines of one amplitude. The
 * function's variance over the domain is 1 for every seed. The error is measured ring by ring. One ring's share f_i can be
 * the target by itself (equations 1.2 and 1.3); the shares of all rings add up to the function.
 */
public final class BandLimited extends BuiltInTask {

    private static final String DIMENSION = "dimension";
    private static final String KMAX = "kmax";
    private static final String BANDS = "bands";
    private static final String RING = "ring";
    private static final String ALL_RINGS = "all";

    /** Trades generality for learnability: the presets' 2000 to 10000 samples are too sparse for more dimensions. */
    private static final int MOST_DIMENSIONS = 5;
    /** At the default Kmax, 32 rings are already narrower than pi, the frequency resolution of the domain. */
    private static final int MOST_BANDS = 32;
    /** Already beyond what the presets' sample counts resolve in two dimensions. */
    private static final double LARGEST_K = 1000;
    /** Below, hardly more than a constant is left of a wave of the domain's width. */
    private static final double SMALLEST_K = 0.1;
    /** Pixels along each side of the picture; resolves the default Kmax of 40 with about 15 pixels per period. */
    private static final int PICTURE = 192;

    private static final List<TaskOption> OPTIONS = List.of(
            new TaskOption(DIMENSION, "D", "input dimensions, 1 to " + MOST_DIMENSIONS, "2"),
            new TaskOption(KMAX, "K", "the largest angular frequency", "40"),
            new TaskOption(BANDS, "M", "rings into which the frequencies are split, 1 to " + MOST_BANDS, "4"),
            new TaskOption(RING, "I", "only the share of ring I, from 1 for the innermost", ALL_RINGS));

    private final TaskChoices choices;
    private final int dimension;
    private final double kmax;
    private final RandomCosines cosines;

    /** Creates the task with default options and the target of seed 0. */
    public BandLimited() {
        this(new TaskChoices(OPTIONS, Map.of()), 0);
    }

    /** The target MSE is 5% of the variance: with 4 rings, far below the 25% of a single missing ring. */
    private BandLimited(TaskChoices choices, long seed) {
        this(choices, seed, choices.read(BANDS, text -> (int) Numbers.wholeNumber(text, 1, MOST_BANDS)));
    }

    private BandLimited(TaskChoices choices, long seed, int bands) {
        this(choices, seed, bands, choices.read(RING, text -> ring(text, bands)));
    }

    /** One ring alone is learned at the same share of its variance; {@code ring} is 0 for all of them. */
    private BandLimited(TaskChoices choices, long seed, int bands, int ring) {
        super(
                "bandlimited",
                "a random band-limited function whose frequencies lie in rings, in 1 to " + MOST_DIMENSIONS
                        + " dimensions",
                ring == 0 ? 5e-2 : 5e-2 / bands);
        this.choices = choices;
        dimension = choices.read(DIMENSION, text -> (int) Numbers.wholeNumber(text, 1, MOST_DIMENSIONS));
        kmax = choices.read(KMAX, BandLimited::frequency);
        RandomCosines whole = RandomCosines.draw(dimension, kmax, bands, seed);
        cosines = ring == 0 ? whole : whole.only(ring - 1);
    }

    private static int ring(String text, int bands) {
        return text.equals(ALL_RINGS) ? 0 : (int) Numbers.wholeNumber(text, 1, bands);
    }

    private static double frequency(String text) {
        double value = Numbers.positive(text);
        if (value > LARGEST_K) {
            throw new IllegalArgumentException("'" + text + "' is more than " + (int) LARGEST_K);
        }
        if (value < SMALLEST_K) {
            throw new IllegalArgumentException("'" + text + "' is less than " + SMALLEST_K);
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
