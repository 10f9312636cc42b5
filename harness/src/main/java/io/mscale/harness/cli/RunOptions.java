package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.TimingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code run}. Empty values are filled in from the preset. */
public class RunOptions extends BackendsOptions {

    /** Enough repeats for a test at the 5% level to detect a difference of a few per cent. */
    protected static final int TESTED_REPEATS = 7;

    @Parameter(names = "--backend", listConverter = Converters.IdList.class)
    private @Nullable List<String> backends;

    @ParametersDelegate
    private final TaskOptions taskOptions = new TaskOptions();

    @Parameter(names = "--variant", listConverter = Converters.Variants.class)
    private List<Variant> variants = List.of(Variant.SINGLE, Variant.MULTI);

    @Parameter(names = "--device", converter = Converters.DeviceName.class)
    private Device device = Device.CPU;

    @Parameter(names = "--preset", converter = Converters.PresetName.class)
    private Preset preset = Preset.QUICK;

    @Parameter(names = "--steps", converter = Converters.PositiveInt.class)
    private @Nullable Integer steps;

    @Parameter(names = "--time-limit", converter = Converters.Time.class)
    private @Nullable Duration timeLimit;

    @Parameter(names = "--target-mse", converter = Converters.Positive.class)
    private @Nullable Double targetMse;

    @Parameter(names = "--repeats", converter = Converters.UpToThousand.class)
    private @Nullable Integer repeats;

    @Parameter(names = "--self-check")
    private boolean selfCheck;

    @Parameter(names = "--seed", converter = Converters.Seeds.class)
    private Choices<Long> seeds = new Choices<>(List.of(1L));

    @Parameter(names = "--threads", converter = Converters.UpToThousand.class)
    private @Nullable Integer threads;

    @Parameter(names = "--precision", converter = Converters.PrecisionName.class)
    private Precision precision = Precision.FLOAT32;

    @Parameter(names = "--recipe", converter = Converters.Recipes.class)
    private Choices<Recipe> recipes = new Choices<>(List.of(Recipe.OURS));

    @Parameter(names = "--scales", converter = Converters.ScaleChoices.class)
    private Choices<ScaleChoice> scales = new Choices<>(List.of());

    @Parameter(names = "--train-scales")
    private boolean trainScales;

    @Parameter(names = "--sigma", converter = Converters.Positive.class)
    private @Nullable Double sigma;

    @Parameter(names = "--sigmas", listConverter = Converters.Positives.class)
    private @Nullable List<Double> sigmas;

    @Parameter(names = "--octaves", converter = Converters.Octaves.class)
    private @Nullable Integer octaves;

    @Parameter(names = "--omega", converter = Converters.Positive.class)
    private @Nullable Double omega;

    @Parameter(names = "--first-activation", converter = Converters.ActivationChoices.class)
    private Choices<ActivationPattern> firstActivation = new Choices<>(List.of());

    @Parameter(names = "--activation", converter = Converters.ActivationName.class)
    private @Nullable ActivationPattern activation;

    @Parameter(names = "--init", converter = Converters.InitializationName.class)
    private @Nullable Initialization initialization;

    @Parameter(names = "--width", converter = Converters.WidthChoices.class)
    private Choices<List<Integer>> widths = new Choices<>(List.of());

    @Parameter(names = "--lr", converter = Converters.PositiveChoices.class)
    private Choices<Double> learningRate = new Choices<>(List.of());

    @Parameter(names = "--decay", converter = Converters.Decay.class)
    private @Nullable Double decay;

    @Parameter(names = "--batch", converter = Converters.PositiveInt.class)
    private @Nullable Integer batch;

    @Parameter(names = "--train-size", converter = Converters.PositiveInt.class)
    private @Nullable Integer trainSize;

    @Parameter(names = "--test-size", converter = Converters.PositiveInt.class)
    private @Nullable Integer testSize;

    @Parameter(names = "--timing", converter = Converters.Timing.class)
    private TimingMode timing = TimingMode.STEPS;

    @Parameter(names = "--shard", converter = Converters.ShardOf.class)
    private @Nullable Shard shard;

    @Parameter(names = "--out", converter = Converters.Folder.class)
    private @Nullable Path out;

    @Parameter(names = "--resume", converter = Converters.Folder.class)
    private @Nullable Path resume;

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    @Parameter(names = "--cell-timeout", converter = Converters.Time.class)
    private @Nullable Duration cellTimeout;

    @Parameter(names = "--yes")
    private boolean yes;

    @Parameter(names = "--png")
    private boolean png;

    @Parameter(names = "--quiet")
    private boolean quiet;

    /** The backends the user named, or the default backend for the device. */
    public List<String> backends() {
        return backends != null ? backends : List.of(device.kind() == Device.Kind.CPU ? "simd" : "cuda");
    }

    /** The option that selected the backends, for messages about one of them. */
    public String backendsOrigin() {
        return backends != null || device.kind() == Device.Kind.CPU
                ? "--backend"
                : "--device " + device + " without --backend";
    }

    /** The selected tasks and their options. */
    public TaskOptions taskOptions() {
        return taskOptions;
    }

    public List<Variant> variants() {
        return variants;
    }

    public Device device() {
        return device;
    }

    public Preset preset() {
        return preset;
    }

    public Optional<Integer> steps() {
        return Optional.ofNullable(steps);
    }

    /** Training time after which a cell stops. */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /** Test MSE at which a cell stops. */
    public Optional<Double> targetMse() {
        return Optional.ofNullable(targetMse);
    }

    /** Number of repeats of each cell; a self-check needs several. */
    public int repeats() {
        return repeats != null ? repeats : selfCheck ? TESTED_REPEATS : defaultRepeats();
    }

    /** Number of repeats of each cell if the user gives none. */
    protected int defaultRepeats() {
        return 1;
    }

    /** Whether each cell is also trained a second time as its own control, to measure the machine's noise. */
    public boolean selfCheck() {
        return selfCheck;
    }

    /** The seeds of the first repeat. */
    public Choices<Long> seeds() {
        return seeds;
    }

    /** Source of defaults, one form per recipe. */
    public Choices<Recipe> recipes() {
        return recipes;
    }

    /** Whether the multi-scale variants train their scales. */
    public boolean trainScales() {
        return trainScales;
    }

    /** The baselines' parameters: the task's, overridden by the user's. */
    public Baselines baselines(Baselines ofTask) {
        return new Baselines(
                sigma == null ? ofTask.sigma() : sigma,
                sigmas == null ? ofTask.sigmas() : sigmas,
                octaves == null ? ofTask.octaves() : octaves,
                omega == null ? ofTask.omega() : omega);
    }

    /** Whether the user confirmed a very large run. */
    public boolean yes() {
        return yes;
    }

    public Optional<Integer> threads() {
        return Optional.ofNullable(threads);
    }

    /** The number of threads the user asked for, or the number of cores. */
    public int threadsOrAllCores() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    public Precision precision() {
        return precision;
    }

    public Choices<ScaleChoice> scales() {
        return scales;
    }

    public Choices<ActivationPattern> firstActivation() {
        return firstActivation;
    }

    public Optional<ActivationPattern> activation() {
        return Optional.ofNullable(activation);
    }

    public Optional<Initialization> initialization() {
        return Optional.ofNullable(initialization);
    }

    public Choices<List<Integer>> widths() {
        return widths;
    }

    public Choices<Double> learningRate() {
        return learningRate;
    }

    public Optional<Double> decay() {
        return Optional.ofNullable(decay);
    }

    public Optional<Integer> batch() {
        return Optional.ofNullable(batch);
    }

    public Optional<Integer> trainSize() {
        return Optional.ofNullable(trainSize);
    }

    public Optional<Integer> testSize() {
        return Optional.ofNullable(testSize);
    }

    /** How steps are timed. */
    public TimingMode timing() {
        return timing;
    }

    /** The part of the plan to train; empty for all of it. */
    public Optional<Shard> shard() {
        return Optional.ofNullable(shard);
    }

    public Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    public Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    /** The user's settings for worker processes. */
    public WorkerOptions workerOptions() {
        return workerOptions;
    }

    /** Wall time after which a cell's worker is stopped. */
    public Optional<Duration> cellTimeout() {
        return Optional.ofNullable(cellTimeout);
    }

    /** Whether the reports' figures are also written as PNG. */
    public boolean png() {
        return png;
    }

    public boolean quiet() {
        return quiet;
    }
}
