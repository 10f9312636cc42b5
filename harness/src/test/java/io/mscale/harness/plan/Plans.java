package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plans with backends that can be planned with and nothing else. */
final class Plans {

    private static final Capabilities EVERYTHING = Capabilities.on(Device.Kind.CPU)
            .with(Precision.values())
            .with(Structure.values())
            .with(ActivationPattern.all().toArray(ActivationPattern[]::new))
            .with(NetworkOption.values())
            .with(Loss.meanSquaredError(), Loss.energy(), Loss.residual())
            .with(Optimizer.Kind.ADAM);

    private static final Backends BACKENDS = new Backends(List.of(
            found(new NamedBackend("a", EVERYTHING)),
            found(new NamedBackend("b", EVERYTHING)),
            found(new NamedBackend(
                    "narrow",
                    Capabilities.on(Device.Kind.GPU)
                            .with(Precision.FLOAT32)
                            .with(Structure.DENSE)
                            .with(Activation.RELU))),
            new FoundBackend("broken", new BackendFolder(Path.of("broken")), null, "it fell down")));

    static final LibraryInfo LIBRARY = new LibraryInfo("library", "1", null, 1, null, null);

    private Plans() {}

    static List<CellSpec> plan(String... arguments) {
        RunOptions options = (RunOptions) CommandName.parse(arguments);
        return planner(options, Probe.available(LIBRARY)).plan().cells();
    }

    static Planner planner(RunOptions options, Probe trialOfB) {
        return new Planner(
                options,
                tasks(options),
                Form.of(options),
                BACKENDS,
                backend -> backend.id().equals("b") ? trialOfB : Probe.available(LIBRARY),
                new WorkerSettings(List.of("-Dusers=1"), Map.of("USERS", "1")));
    }

    /** A planner of other forms. */
    static Planner planner(RunOptions options, List<ChosenTask> tasks, List<Form> forms) {
        return new Planner(options, tasks, forms, BACKENDS, backend -> Probe.available(LIBRARY), WorkerSettings.NONE);
    }

    private static List<ChosenTask> tasks(RunOptions options) {
        return ChosenTask.of(options.taskOptions(), Tasks.ofThisProgram());
    }

    static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> plan(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    private static FoundBackend found(NamedBackend backend) {
        return new FoundBackend(backend.id(), new BackendFolder(Path.of(backend.id())), backend, null);
    }
}
