package io.mscale.harness.plan;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.KeepOptions;
import io.mscale.harness.cli.MeasurementChoice;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.cli.SettingsChoice;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.trained.TrainedCell;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Continuation;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.network.NetworkFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plan that goes on with a trained cell: one cell for each backend, each from the same parameters and, unless the user
 * says otherwise, with the optimiser's moments. Network, task and data are the trained cell's.
 *
 * @param task the trained cell's task
 */
public record ContinuedPlan(ChosenTask task, RunPlan plan) {

    /** Options that do not touch what was trained. */
    private static final Set<String> ALLOWED = Set.of(
            KeepOptions.FROM,
            KeepOptions.RESET,
            "--no-keep",
            "--config",
            "--backend",
            "--device",
            "--precision",
            "--threads",
            "--steps",
            "--lr",
            "--decay",
            "--batch",
            "--time-limit",
            "--target-mse",
            "--timing",
            "--turns",
            "--counters",
            "--retry-disturbed",
            "--out",
            "--cell-timeout",
            "--worker-env",
            "--worker-java-options",
            "--backends-dir",
            "--tasks-dir",
            "--png",
            "--yes",
            "--quiet",
            "--verbose",
            "--no-color");

    /**
     * Plans it.
     *
     * @param path the trained cell
     * @param users the user's settings for workers
     * @throws UsageException if that cell cannot be gone on with as the options ask
     */
    public static ContinuedPlan of(
            RunOptions options, Path path, List<String> arguments, Backends backends, Tasks tasks, WorkerSettings users)
            throws IOException {
        refuseOthers(arguments);
        TrainedCell trained = TrainedCell.of(KeepOptions.FROM, path);
        NetworkFile network = trained.network().file();
        if (network.networks().size() > 1) {
            throw new UsageException(KeepOptions.FROM + ": '" + path + "' was trained in "
                    + network.networks().size() + " rounds; a training of one network can go on");
        }
        CellSpec before = spec(trained);
        ChosenTask task = ChosenTask.of(before, tasks);
        boolean isNamed = options.isGiven("--backend");
        List<String> ids = isNamed ? options.backends() : List.of(before.backend());
        if (ids.contains(Planner.ALL)) {
            throw new UsageException(
                    "--backend: beside " + KeepOptions.FROM + " backends are named one by one, not all");
        }
        List<CellSpec> cells = new ArrayList<>();
        for (String id : ids) {
            FoundBackend found =
                    UsageException.naming(isNamed ? "--backend" : KeepOptions.FROM, () -> backends.require(id));
            found.requireDevice(device(options, before));
            cells.add(cell(cells.size(), options, task, before, trained, found, users));
        }
        CellSpec.Turns turns = options.turnSeconds(cells.size())
                .map(seconds -> new CellSpec.Turns(seconds, null))
                .orElse(null);
        return new ContinuedPlan(
                task,
                new RunPlan(cells.stream().map(cell -> cell.withTurns(turns)).toList(), List.of()));
    }

    private static void refuseOthers(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i).split("=", 2)[0];
            boolean isOfJava = i > 0 && arguments.get(i - 1).equals(WorkerOptions.JAVA);
            if (name.startsWith("--") && !isOfJava && !ALLOWED.contains(name)) {
                throw new UsageException(name + " cannot stand beside " + KeepOptions.FROM
                        + ": one training goes on as it is; allowed: " + String.join(", ", new TreeSet<>(ALLOWED)));
            }
        }
    }

    private static Device device(RunOptions options, CellSpec before) {
        return options.isGiven("--device") ? options.device() : before.device();
    }

    /** As many as before, if this machine has them: with other numbers of threads the same training has other bits. */
    private static int threads(RunOptions options, CellSpec before) {
        return options.isGiven("--threads")
                ? options.threads()
                : Math.min(before.threads(), Runtime.getRuntime().availableProcessors());
    }

    private static CellSpec spec(TrainedCell trained) throws IOException {
        try {
            return RecordJson.readSpec(trained.folder().spec());
        } catch (NoSuchFileException | UnreadableRecordException e) {
            throw new UsageException(KeepOptions.FROM + ": "
                    + (e instanceof UnreadableRecordException
                            ? String.valueOf(e.getMessage())
                            : "'" + trained.folder().path() + "' lacks spec.json, which says how it was trained"));
        }
    }

    private static CellSpec cell(
            int index,
            RunOptions options,
            ChosenTask task,
            CellSpec before,
            TrainedCell trained,
            FoundBackend found,
            WorkerSettings users) {
        NetworkFile network = trained.network().file();
        Device device = device(options, before);
        int threads = threads(options, before);
        boolean hasMoments =
                trained.network().hasOptimizer() && !options.keeping().resetsOptimizer();
        Capabilities capabilities = found.requireProvider().capabilities();
        if (hasMoments && !capabilities.optimizerState()) {
            throw new UsageException("backend '" + found.id() + "' cannot take over the optimiser's moments; "
                    + KeepOptions.RESET + " starts the optimiser afresh from the trained parameters");
        }
        Continuation continuation = new Continuation(
                trained.folder().path().toAbsolutePath().normalize().toString(),
                network.parametersSha256(),
                network.origin().backend(),
                network.origin().steps(),
                hasMoments);
        CellSpec.Training training = SettingsChoice.continued(options, before.training());
        CellIdentity old = before.cell().identity();
        CellIdentity identity = new CellIdentity(
                Planner.id(found.id(), device, old.task(), old.variant().id(), old.repeat()),
                found.id(),
                device,
                old.task(),
                old.variant(),
                old.preset(),
                old.repeat(),
                old.seed(),
                options.isGiven("--precision") ? options.precision() : old.precision(),
                old.setting(),
                old.role());
        List<String> choices = new ArrayList<>(before.choices());
        choices.add("goes on after " + continuation.steps() + " steps of " + continuation.backend() + "'s"
                + (hasMoments ? ", with Adam's moments" : "; Adam starts afresh" + reason(options)));
        CellSpec cell = new CellSpec(
                index,
                threads,
                new Cell(
                        identity,
                        before.network(),
                        training,
                        MeasurementChoice.of(options, task.task(), false, old.preset()),
                        found.workerSettings(device, threads, users).withCollector(),
                        task.settingsOf(old.seed(), training.testSize()),
                        choices,
                        continuation));
        Optional<String> refusal = capabilities.refusal(cell.modelSpec(), device);
        refusal.ifPresent(reason -> {
            throw new UsageException("backend '" + found.id() + "' " + reason);
        });
        return cell;
    }

    private static String reason(RunOptions options) {
        return options.keeping().resetsOptimizer() ? "" : ": its moments were not kept";
    }
}
