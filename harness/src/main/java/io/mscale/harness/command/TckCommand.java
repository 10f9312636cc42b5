package io.mscale.harness.command;

import io.mscale.api.MscaleBackend;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.TckOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.StartTrial;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.fork.WorkerProcess;
import java.io.IOException;
import java.util.List;

/** {@code tck}: runs the conformance kit on a backend in a separate JVM. */
public final class TckCommand {

    private final Distribution distribution;
    private final Console console;
    private final TckOptions options;

    /** A conformance test under these options. */
    public TckCommand(Distribution distribution, Console console, TckOptions options) {
        this.distribution = distribution;
        this.console = console;
        this.options = options;
    }

    /** Runs the kit; its output goes straight to the console. */
    public ExitCode execute() throws IOException {
        Backends backends = Backends.discover(distribution, options.backendsDir());
        String id = options.backend()
                .orElseThrow(() -> new UsageException("tck needs the backend to test: tck --backend ID; there are: "
                        + String.join(
                                ", ",
                                backends.usable().stream().map(FoundBackend::id).toList())));
        FoundBackend found = UsageException.naming("--backend", () -> backends.require(id));
        MscaleBackend backend = found.requireProvider();
        int threads = options.threads().orElse(Runtime.getRuntime().availableProcessors());
        found.requireDevice(options.device());
        WorkerConditions conditions = WorkerConditions.of(options.workerOptions(), console.err());
        WorkerSettings settings =
                backend.workerSettings(options.device(), threads).with(conditions.settings());
        StartTrial.check(conditions.settings());
        StartTrial.check(conditions.settings(), List.of(settings));
        JavaCommand command = JavaCommand.tck(distribution, found.folder(), id, options.device(), threads, settings);
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
}
