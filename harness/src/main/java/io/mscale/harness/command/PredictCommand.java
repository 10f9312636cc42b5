package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.support.Processors;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.WrongChoiceException;
import io.mscale.client.TrainedNetwork;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.TableOptions;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.fork.PredictionRequest;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.trained.OutputFile;
import io.mscale.harness.trained.Points;
import io.mscale.harness.trained.Prediction;
import io.mscale.harness.trained.TrainedCell;
import io.mscale.record.file.NpyArray;
import io.mscale.record.network.NetworkFile;
import io.mscale.report.text.Text;
import io.mscale.tasks.table.Table;
import io.mscale.tasks.table.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code predict}: evaluates a network that a run has trained, by the program itself in float64 or by any backend. */
public final class PredictCommand extends BackendsCommand {

    @Parameter(names = "--cell")
    private @Nullable Path cell;

    @Parameter(names = "--data")
    private @Nullable String data;

    @Parameter(names = "--grid")
    private @Nullable String grid;

    @Parameter(names = "--out")
    private @Nullable Path out;

    @Parameter(names = "--backend")
    private @Nullable String backend;

    @Parameter(names = "--device")
    private Device device = Device.CPU;

    @Parameter(names = "--threads")
    private @Nullable Integer threads;

    @Parameter(names = "--precision")
    private @Nullable Precision precision;

    @ParametersDelegate
    private final TableOptions tableOptions = new TableOptions();

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    @Override
    public ExitCode execute(Console console) throws IOException {
        if (cell == null) {
            throw new UsageException("predict takes the folder of a trained cell: predict --cell RUN/cells/ID");
        }
        if ((data == null) == (grid == null)) {
            throw new UsageException("predict takes points: either --data FILE or --grid N");
        }
        if (data == null && !tableOptions.choices().isEmpty()) {
            String option = tableOptions.choices().keySet().iterator().next();
            throw new UsageException("--" + option + ": it says how --data is read");
        }
        if (backend == null) {
            requireBackendFor("--device", !device.equals(Device.CPU));
            requireBackendFor("--threads", threads != null);
            requireBackendFor("--precision", precision != null);
        }
        if (out != null) {
            OutputFile.require("--out", out);
        }
        TrainedCell trained = TrainedCell.of("--cell", cell);
        NetworkFile network = trained.network().file();
        Points points = grid != null ? Points.grid(grid, network.inputs()) : fromData(console, network);
        double[] values = backend == null
                ? new TrainedNetwork(trained.network()).predict(points.values())
                : byBackend(console, trained, points, backend);
        Prediction prediction = new Prediction(network, points, values);
        if (out == null) {
            prediction.print(console.out());
        } else {
            prediction.write(out);
            console.out().println("Wrote " + points.size() + " points to " + Text.oneLine(out.toString()));
        }
        return ExitCode.OK;
    }

    private Points fromData(Console console, NetworkFile network) throws IOException {
        String name = Objects.requireNonNull(data);
        Path file = name.equals("-") ? standardInput() : Path.of(name);
        Table table = UsageException.naming("--data", () -> Table.read(file, name, format()));
        return Points.ofTable(table, network.inputs(), note -> console.err().println("note: " + Text.oneLine(note)));
    }

    private TableFormat format() {
        try {
            return TableFormat.of(new TaskChoices(TableFormat.OPTIONS, tableOptions.choices()));
        } catch (WrongChoiceException e) {
            throw new UsageException("--" + e.option() + ": " + e.problem());
        }
    }

    /** A table's format is found out from all of it. */
    private static Path standardInput() throws IOException {
        Path file = Files.createTempFile("mscale-points", ".csv");
        file.toFile().deleteOnExit();
        Files.write(file, System.in.readAllBytes());
        return file;
    }

    private static void requireBackendFor(String option, boolean isGiven) {
        if (isGiven) {
            throw new UsageException(
                    option + ": it is for --backend; without one the program itself evaluates, in float64");
        }
    }

    private double[] byBackend(Console console, TrainedCell trained, Points points, String id) throws IOException {
        Distribution distribution = Distribution.ofThisProgram();
        Backends backends = backends(distribution);
        FoundBackend found = UsageException.naming("--backend", () -> backends.require(id));
        found.requireDevice(device);
        NetworkFile network = trained.network().file();
        int many = threads == null ? Processors.ofThisProcess().threads() : threads;
        Precision asked = precision == null ? network.origin().precision() : precision;
        for (NetworkFile.Term term : network.networks()) {
            ModelSpec model = UsageException.naming("--threads", () -> term.evaluated(asked, many));
            found.requireProvider().capabilities().refusal(model, device).ifPresent(reason -> {
                throw new UsageException("backend '" + id + "' " + reason);
            });
        }
        WorkerConditions conditions = WorkerConditions.of(workerOptions, console.err());
        NpyArray x = NpyArray.of(
                network.scaled(points.values()), points.size(), network.inputs().size());
        PredictionRequest request = new PredictionRequest(trained.folder(), device, many, asked);
        return network.inUnits(request.ask(distribution, found, conditions.settings(), x));
    }
}
