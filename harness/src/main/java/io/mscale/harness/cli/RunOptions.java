package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Variant;
import io.mscale.api.support.Processors;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TimingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code run}. Empty values are filled in from the preset. */
public abstract class RunOptions extends BackendsCommand {

    /** Enough repeats for a test at the 5% level to detect a difference of a few per cent. */
    protected static final int TESTED_REPEATS = 7;

    @Parameter(names = "--backend", listConverter = OptionReaders.Ids.class)
    private @Nullable List<String> backends;

    @ParametersDelegate
    private final TaskOptions taskOptions = new TaskOptions();

    @Parameter(names = "--variant", listConverter = OptionReaders.Variants.class)
    private List<Variant> variants = List.of(Variant.SINGLE, Variant.MULTI);

    @Parameter(names = "--device")
    private Device device = Device.CPU;

    @Parameter(names = "--preset")
    private Preset preset = Preset.QUICK;

    @Parameter(names = "--steps")
    private @Nullable Integer steps;

    @Parameter(names = "--time-limit")
    @Nullable
    Duration timeLimit;

    @Parameter(names = "--target-mse")
    @Nullable
    Double targetMse;

    @Parameter(names = "--repeats")
    private @Nullable Integer repeats;

    @Parameter(names = "--self-check")
    private boolean selfCheck;

    @Parameter(names = "--seed")
    private Choices<Long> seeds = new Choices<>(List.of(1L));

    @Parameter(names = "--threads")
    private @Nullable Integer threads;

    @Parameter(names = "--precision")
    private Precision precision = Precision.FLOAT32;

    @Parameter(names = "--recipe")
    private Choices<Recipe> recipes = new Choices<>(List.of(Recipe.OURS));

    @Parameter(names = "--scales")
    private Choices<ScaleChoice> scales = new Choices<>(List.of());

    @Parameter(names = "--train-scales")
    private boolean trainScales;

    @ParametersDelegate
    final BaselineOptions baselines = new BaselineOptions();

    @Parameter(names = "--first-activation")
    private Choices<ActivationPattern> firstActivation = new Choices<>(List.of());

    @Parameter(names = "--activation")
    private @Nullable ActivationPattern activation;

    @Parameter(names = "--init")
    @Nullable
    Initialization initialization;

    @Parameter(names = "--width")
    private Choices<List<Integer>> widths = new Choices<>(List.of());

    @Parameter(names = "--equal-parameters")
    private boolean equalParameters;

    @Parameter(names = "--lr")
    private Choices<Double> learningRate = new Choices<>(List.of());

    @Parameter(names = "--decay")
    @Nullable
    Double decay;

    @Parameter(names = "--rounds")
    private Choices<Integer> rounds = new Choices<>(List.of(1));

    @Parameter(names = "--batch")
    @Nullable
    Integer batch;

    @Parameter(names = "--train-size")
    @Nullable
    Integer trainSize;

    @Parameter(names = "--test-size")
    @Nullable
    Integer testSize;

    @ParametersDelegate
    private final ValidationOptions validation = new ValidationOptions();

    @Parameter(names = "--timing")
    private TimingMode timing = TimingMode.STEPS;

    @Parameter(names = "--counters")
    boolean counters;

    @ParametersDelegate
    private final NoiseOptions noise = new NoiseOptions();

    @ParametersDelegate
    private final KeepOptions keeping = new KeepOptions();

    @Parameter(names = "--shard")
    private @Nullable Shard shard;

    @ParametersDelegate
    private final FolderOptions folders = new FolderOptions();

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    @Parameter(names = "--cell-timeout")
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
        boolean byDevice = backends == null && device.kind() == Device.Kind.GPU;
        return byDevice ? "--device " + device + " without --backend" : "--backend";
    }

    /** The settings to train a task with: the recipe's, overridden by the user's. */
    public PresetSettings settings(FittingTask task, Recipe recipe) {
        return SettingsChoice.of(this, task, recipe);
    }

    /** What is measured of a task, and when training stops early. */
    public CellSpec.Measurement measurement(FittingTask task, boolean twin) {
        return MeasurementChoice.of(this, task, twin, preset);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** Wall time after which a cell's worker is stopped. */
    public Optional<Double> cellTimeoutSeconds() {
        return Optional.ofNullable(cellTimeout).map(RunOptions::seconds);
    }

    public TaskOptions taskOptions() {
        return taskOptions;
    }

    @Override
    protected Optional<TaskOptions> ofTasks() {
        return Optional.of(taskOptions);
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

    /** The optimiser steps the command asks for; empty to take the preset's. */
    public Optional<Integer> steps() {
        return Optional.ofNullable(steps);
    }

    /** Number of repeats of each cell; a self-check needs several. */
    public int repeats() {
        return repeats != null ? repeats : selfCheck ? TESTED_REPEATS : defaultRepeats();
    }

    /** Number of repeats of each cell if the user gives none. */
    protected int defaultRepeats() {
        return 1;
    }

    /** The least training time of a turn in seconds if so many backends are compared; empty if there are no turns. */
    public Optional<Double> turnSeconds(int backends) {
        return noise.turnSeconds(this, backends);
    }

    /** What is done about a noisy machine. */
    public NoiseOptions noise() {
        return noise;
    }

    /** Whether two distributions are compared. */
    protected boolean alternates() {
        return false;
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

    /** Whether the user confirmed a very large run. */
    public boolean yes() {
        return yes;
    }

    /** The number of threads the user asked for, or as many as compute without waiting for each other. */
    public int threads() {
        return threads == null ? Processors.ofThisProcess().threads() : threads;
    }

    /** What to tell the user about the number of threads before anything is measured; empty if it goes without saying. */
    protected Optional<String> ofThreads() {
        return quiet && threads == null ? Optional.empty() : ThreadChoice.remark(threads, Processors.ofThisProcess());
    }

    public Precision precision() {
        return precision;
    }

    public Choices<ScaleChoice> scales() {
        return scales;
    }

    /** Whether the multi-scale variants train their scales. */
    public boolean trainScales() {
        return trainScales;
    }

    public Choices<ActivationPattern> firstActivation() {
        return firstActivation;
    }

    public Optional<ActivationPattern> activation() {
        return Optional.ofNullable(activation);
    }

    public Choices<List<Integer>> widths() {
        return widths;
    }

    /** Whether all forms get as many parameters as the first variant, by other widths. */
    public boolean equalParameters() {
        return equalParameters;
    }

    public Choices<Double> learningRate() {
        return learningRate;
    }

    /** In how many rounds the steps are taken, each with a network of its own. */
    public Choices<Integer> rounds() {
        return rounds;
    }

    public TimingMode timing() {
        return timing;
    }

    /** The part of the plan to train; empty for all of it. */
    public Optional<Shard> shard() {
        return Optional.ofNullable(shard);
    }

    public Optional<Path> out() {
        return folders.out();
    }

    public Optional<Path> resume() {
        return folders.resume();
    }

    /** What is kept of a training, and which one goes on. */
    public KeepOptions keeping() {
        return keeping;
    }

    public ValidationOptions validation() {
        return validation;
    }

    public WorkerOptions workerOptions() {
        return workerOptions;
    }

    public boolean png() {
        return png;
    }

    public boolean quiet() {
        return quiet;
    }
}
