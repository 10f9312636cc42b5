package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.fork.WorkerProcess;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code tck}: runs the conformance kit on a backend in a separate JVM, whose output goes straight to the console. */
public final class TckCommand extends BackendsCommand {

    @Parameter(names = "--backend")
    private @Nullable String backend;

    @Parameter(names = "--device")
    private Device device = Device.CPU;

    @Parameter(names = "--threads")
    private Integer threads = Runtime.getRuntime().availableProcessors();

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    @Override
    public ExitCode execute(Console console) throws IOException {
        Distribution distribution = Distribution.ofThisProgram();
        FoundBackend found = found(backends(distribution));
        found.requireDevice(device);
        WorkerConditions conditions = WorkerConditions.of(workerOptions, console.err());
        WorkerSettings settings = found.workerSettings(device, threads, conditions.settings());
        Trials trials = new Trials(distribution, conditions.settings());
        trials.checkStart();
        trials.checkStart(List.of(settings));
        JavaCommand command = JavaCommand.tck(distribution, found, device, threads, settings);
        console.out().flush();
        try (WorkerProcess kit = WorkerProcess.startOnConsole(command)) {
            Thread takeWith = new Thread(kit::stop, "kit-takedown");
            Runtime.getRuntime().addShutdownHook(takeWith);
            kit.awaitEnd();
            Runtime.getRuntime().removeShutdownHook(takeWith);
            return kit.exitCode() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (IllegalStateException e) {
            // Shutdown is already in progress and stops the kit too.
            return ExitCode.INTERRUPTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private FoundBackend found(Backends backends) {
        String id = backend;
        if (id == null) {
            throw new UsageException("tck needs the backend to test: tck --backend ID; there are: "
                    + String.join(
                            ", ",
                            backends.usable().stream().map(FoundBackend::id).toList()));
        }
        return UsageException.naming("--backend", () -> backends.require(id));
    }
}
