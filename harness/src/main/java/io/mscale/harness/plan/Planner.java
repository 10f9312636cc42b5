package io.mscale.harness.plan;

import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.record.CellSpec;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.training.Loss;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.FoundBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns options into cells. Backends alternate within each variant, task and repeat (A B A B), never in blocks, so that a
 * machine that slows down over the hour slows all of them alike. Repeat r uses seed + r - 1: repeats then show the spread
 * over seeds too, and every backend meets the same seeds.
 */
public final class Planner {

    private static final String ALL = "all";

    private final RunOptions options;
    private final List<ChosenTask> tasks;
    private final Backends backends;
    private final Function<FoundBackend, Probe> trial;

    /**
     * A planner over the backends that were found.
     *
     * @param tasks what is fitted
     * @param trial tries the chosen device with a backend; used for {@code --backend all} only
     */
    public Planner(RunOptions options, List<ChosenTask> tasks, Backends backends, Function<FoundBackend, Probe> trial) {
        this.options = options;
        this.tasks = List.copyOf(tasks);
        this.backends = backends;
        this.trial = trial;
    }

    /**
     * The plan.
     *
     * @param command the arguments that make the same run
     * @throws UsageException if an option asks for what there is not, or a backend cannot do what is asked
     */
    public RunPlan plan(List<String> command) {
        List<String> leftOut = new ArrayList<>();
        List<FoundBackend> chosen = options.backends().contains(ALL) ? available(leftOut) : named();
        List<CellSpec> cells = new ArrayList<>();
        for (int repeat = 1; repeat <= options.repeats(); repeat++) {
            for (ChosenTask task : tasks) {
                for (Variant variant : options.variants()) {
                    for (boolean twin : twins(repeat)) {
                        for (FoundBackend backend : chosen) {
                            CellSpec cell = cell(cells.size(), repeat, task, variant, backend, twin);
                            refusal(backend, cell).ifPresent(reason -> {
                                throw new UsageException("backend '" + backend.id() + "' " + reason);
                            });
                            cells.add(cell);
                        }
                    }
                }
            }
        }
        return new RunPlan(command, cells, leftOut);
    }

    /** With a self-check every cell has a twin; who goes first changes with each repeat, so that neither is favoured. */
    private List<Boolean> twins(int repeat) {
        if (!options.selfCheck()) {
            return List.of(false);
        }
        return repeat % 2 == 1 ? List.of(false, true) : List.of(true, false);
    }

    private List<FoundBackend> named() {
        List<FoundBackend> named = new ArrayList<>();
        for (String id : options.backends()) {
            FoundBackend backend = UsageException.naming("--backend", () -> backends.require(id));
            backend.requireDevice(options.device());
            named.add(backend);
        }
        return named;
    }

    /** Every backend that can do what is asked, here and now. Why the others cannot is added to {@code leftOut}. */
    private List<FoundBackend> available(List<String> leftOut) {
        List<FoundBackend> available = new ArrayList<>();
        for (FoundBackend backend : backends.all()) {
            Optional<String> obstacle = obstacle(backend);
            if (obstacle.isPresent()) {
                leftOut.add("backend '" + backend.id() + "' " + obstacle.get());
            } else {
                available.add(backend);
            }
        }
        if (available.isEmpty()) {
            throw new UsageException("--backend: no backend can be used for this: " + String.join("; ", leftOut));
        }
        return available;
    }

    private Optional<String> obstacle(FoundBackend backend) {
        if (backend.problem() != null) {
            return Optional.of("is broken: " + backend.problem());
        }
        for (ChosenTask task : tasks) {
            for (Variant variant : options.variants()) {
                Optional<String> refusal = refusal(backend, cell(0, 1, task, variant, backend, false));
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.ofNullable(trial.apply(backend).reason()).map(reason -> "cannot be used here: " + reason);
    }

    private Optional<String> refusal(FoundBackend backend, CellSpec cell) {
        // Each value is well formed by now. What can still be wrong is how they go together.
        ModelSpec model = UsageException.naming("--width, --scales", cell::modelSpec);
        return backend.requireProvider().capabilities().refusal(model, options.device());
    }

    private CellSpec cell(int index, int repeat, ChosenTask chosen, Variant variant, FoundBackend found, boolean twin) {
        FittingTask task = chosen.task();
        PresetSettings preset = task.settings(options.preset());
        MscaleBackend backend = found.requireProvider();
        int threads = options.threadsOrAllCores();
        SampleSizes sizes = SampleSizes.of(options, task, preset);
        CellSpec.Network network = CellSpec.Network.of(
                variant.network(request(task, preset, variant)),
                variant.initialization(options.initialization().orElse(preset.initialization())));
        CellSpec.Training training = new CellSpec.Training(
                options.steps().orElse(preset.steps()),
                sizes.train(),
                sizes.test(),
                options.batch().orElse(preset.batchSize()),
                Loss.MEAN_SQUARED_ERROR.id(),
                "adam",
                options.learningRate().orElse(preset.learningRate()),
                options.decay().orElse(preset.decay()));
        CellSpec.Measurement measurement = new CellSpec.Measurement(
                options.timing(),
                options.targetMse().orElse(task.targetMse()),
                options.targetMse().isPresent(),
                options.timeLimit().map(Planner::seconds).orElse(null),
                seconds(options.cellTimeout().orElse(defaultTimeout(options.preset()))),
                null,
                twin);
        WorkerSettings settings = backend.workerSettings(options.device(), threads);
        return new CellSpec(
                CellSpec.SCHEMA,
                index,
                id(found.id(), task.id(), variant, repeat) + (twin ? "-twin" : ""),
                found.id(),
                options.device().toString(),
                task.id(),
                variant.id(),
                options.preset().id(),
                repeat,
                options.seed() + repeat - 1,
                options.precision().id(),
                threads,
                network,
                training,
                measurement,
                settings,
                chosen.settings());
    }

    private NetworkRequest request(FittingTask task, PresetSettings preset, Variant variant) {
        Scales ofTask = variant == Variant.MULTI2 ? preset.subnetScales() : preset.scales();
        return new NetworkRequest(
                task.domain().dimension(),
                options.widths().orElse(preset.hiddenWidths()),
                task.outputDimension(),
                options.scales().orElse(ofTask),
                options.firstActivation().orElse(preset.firstActivation()),
                options.activation().orElse(variant.activation(preset.activation())),
                false,
                preset.baselines());
    }

    private String id(String backend, String task, Variant variant, int repeat) {
        String device = options.device().toString().replace(":", "");
        return String.join("-", backend, device, task, variant.id(), "r" + repeat);
    }

    /** Long enough for the slowest backend, short enough that a hung one does not hold a machine for days. */
    private static Duration defaultTimeout(Preset preset) {
        return preset == Preset.PAPER ? Duration.ofDays(2) : Duration.ofMinutes(30);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
