package io.mscale.harness.plan;

import io.mscale.api.Device;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TaskSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns options into cells. Backends alternate within each repeat, task and form (A B A B) rather than running in
 * blocks, so that a machine that slows down over time affects all of them equally. Repeat r uses seed + r - 1: the
 * repeats include the spread over seeds, and every backend gets the same seeds.
 */
public final class Planner {

    /** Stands for every backend. */
    static final String ALL = "all";

    /** Larger plans need confirmation with {@code --yes}. */
    private static final int MANY_CELLS = 1000;

    private final RunOptions options;
    private final List<Training> trainings;
    private final List<Form> forms;
    private final Backends backends;
    private final Function<FoundBackend, Probe> trial;
    private final WorkerSettings users;
    private final NetworkChoice networks;
    private final Map<List<Object>, TaskSettings> settingsOfData = new HashMap<>();

    /** A form, and the task as it is fitted with it. */
    private record Training(ChosenTask task, Form form) {}

    /**
     * A planner for the backends that were found.
     *
     * @param tasks the tasks to fit
     * @param forms the network forms that each backend trains
     * @param trial probes the chosen device with a backend; used for {@code --backend all} only
     * @param users the user's settings for workers, applied on top of the backend's
     */
    public Planner(
            RunOptions options,
            List<ChosenTask> tasks,
            List<Form> forms,
            Backends backends,
            Function<FoundBackend, Probe> trial,
            WorkerSettings users) {
        this.options = options;
        this.forms = List.copyOf(forms);
        this.trainings = tasks.stream()
                .flatMap(task -> forms.stream().map(form -> new Training(task.with(form.taskChoices), form)))
                .toList();
        this.backends = backends;
        this.trial = trial;
        this.users = users;
        this.networks = new NetworkChoice(options);
    }

    /**
     * Makes the plan.
     *
     * @throws UsageException if an option names something unknown, or a backend does not support what is asked
     */
    public RunPlan plan() {
        UnusedOptions.refuse(options, forms);
        List<String> leftOut = new ArrayList<>();
        List<FoundBackend> chosen = options.backends().contains(ALL) ? available(leftOut) : named();
        long count = (long) chosen.size() * trainings.size() * options.repeats();
        if (count > MANY_CELLS && !options.yes()) {
            throw new UsageException(
                    "the plan has " + count + " cells; add --yes if more than " + MANY_CELLS + " are meant");
        }
        List<CellSpec> cells = cells(chosen, options.repeats());
        List<String> notes = new ArrayList<>(networks.notes());
        leftOut.forEach(reason -> notes.add("Left out: " + reason));
        return new RunPlan(cells, notes);
    }

    /** A plan made by this planner, with a different number of repeats. */
    public RunPlan again(RunPlan plan, int repeats) {
        Set<String> planned = plan.cells().stream().map(CellSpec::backend).collect(Collectors.toSet());
        List<FoundBackend> chosen = backends.usable().stream()
                .filter(backend -> planned.contains(backend.id()))
                .toList();
        return plan.withCells(cells(chosen, repeats));
    }

    private List<CellSpec> cells(List<FoundBackend> chosen, int repeats) {
        CellSpec.Turns turns = options.turnSeconds(chosen.size())
                .map(seconds -> new CellSpec.Turns(seconds, null))
                .orElse(null);
        List<CellSpec> cells = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Training training : trainings) {
                for (boolean twin : twins(repeat)) {
                    for (FoundBackend backend : chosen) {
                        CellSpec cell = cell(cells.size(), repeat, training, backend, twin);
                        refusal(backend, cell).ifPresent(reason -> {
                            throw new UsageException("backend '" + backend.id() + "' " + reason);
                        });
                        cells.add(cell.withTurns(turns));
                    }
                }
            }
        }
        return cells;
    }

    /**
     * The order of cells and twins in a repeat. With a self-check each cell has a twin, and which of the two comes
     * first alternates between repeats so that neither is favoured.
     */
    private List<Boolean> twins(int repeat) {
        if (!options.selfCheck()) {
            return List.of(false);
        }
        return repeat % 2 == 1 ? List.of(false, true) : List.of(true, false);
    }

    private List<FoundBackend> named() {
        List<FoundBackend> named = new ArrayList<>();
        for (String id : options.backends()) {
            FoundBackend backend = UsageException.naming(options.backendsOrigin(), () -> backends.require(id));
            backend.requireDevice(options.device());
            named.add(backend);
        }
        return named;
    }

    /**
     * The backends that support the request on this machine. The others are added to {@code leftOut} with the reason.
     */
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
        for (Training training : trainings) {
            Optional<String> refusal = refusal(backend, cell(0, 1, training, backend, false));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return trial.apply(backend).obstacle().map(reason -> "cannot be used here: " + reason);
    }

    private Optional<String> refusal(FoundBackend backend, CellSpec cell) {
        return backend.requireProvider().capabilities().refusal(cell.modelSpec(), options.device());
    }

    private CellSpec cell(int index, int repeat, Training chosen, FoundBackend found, boolean twin) {
        FittingTask task = chosen.task().task();
        Form form = chosen.form();
        PresetSettings preset = options.settings(task, form.recipe);
        long firstSeed = form.firstSeed(options);
        CellSpec.Training training = form.training(options, task, preset);
        Optional<EquationCheck> equation = EquationCheck.of(task);
        equation.ifPresent(check -> check.require(training, form.hasAutomaticScales(task, form.variant)));
        // Each value is valid by itself at this point; what can still fail is their combination. Scales chosen from
        // data use the first repeat's seed, so that all repeats train the same network.
        NetworkChoice.Chosen network =
                UsageException.naming("--width, --scales", () -> networks.of(task, preset, training, form, firstSeed));
        equation.ifPresent(check -> check.require(network.network().spec()));
        UsageException.naming(
                "--width, --rounds",
                () -> EqualParameters.count(
                        network.network().spec(), training.rounds().rounds()));
        WorkerSettings settings =
                found.workerSettings(options.device(), options.threads(), users).withCollector();
        CellIdentity identity = new CellIdentity(
                id(found.id(), task.id(), form, repeat) + (twin ? "-twin" : ""),
                found.id(),
                options.device(),
                task.id(),
                form.variant,
                options.preset(),
                repeat,
                firstSeed + repeat - 1,
                options.precision(),
                form.label,
                form.role);
        CellSpec.Measurement measurement = options.measurement(task, twin);
        return new CellSpec(
                index,
                options.threads(),
                new Cell(
                        identity,
                        network.network(),
                        training,
                        measurement,
                        settings,
                        taskSettings(chosen.task(), identity.seed(), training.testSize()),
                        network.choices(),
                        null));
    }

    /** A task's settings, with the units of a cell's data. */
    private TaskSettings taskSettings(ChosenTask chosen, long seed, int testSize) {
        return chosen.settings().units() == null
                ? chosen.settings()
                : settingsOfData.computeIfAbsent(
                        List.of(chosen, seed, testSize), key -> chosen.settingsOf(seed, testSize));
    }

    /** Several forms of a variant are numbered in the id, because labels may be long and contain any character. */
    private String id(String backend, String task, Form form, int repeat) {
        List<Form> ofVariant =
                forms.stream().filter(other -> other.variant == form.variant).toList();
        String number = ofVariant.size() == 1 ? "" : "-s" + (ofVariant.indexOf(form) + 1);
        return id(backend, options.device(), task, form.variant.id() + number, repeat);
    }

    /** The id of a cell, which is also the name of its folder. */
    static String id(String backend, Device device, String task, String variant, int repeat) {
        return String.join("-", backend, device.toString().replace(":", ""), task, variant, "r" + repeat);
    }
}
