package io.mscale.harness.command;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.DoctorOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.fork.DeviceTrial;
import io.mscale.harness.fork.MachineTrial;
import io.mscale.harness.fork.StartTrial;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.results.environment.ThisMachine;
import io.mscale.results.number.Figures;
import io.mscale.results.record.RunRecord;
import io.mscale.results.report.Text;
import java.io.IOException;

/**
 * {@code doctor}: measures the machine, tries every backend on every device it has code for, and says what works here and
 * why the rest not.
 */
public final class DoctorCommand {

    private final Distribution distribution;
    private final Console console;
    private final DoctorOptions options;

    /** An examination under these options. */
    public DoctorCommand(Distribution distribution, Console console, DoctorOptions options) {
        this.distribution = distribution;
        this.console = console;
        this.options = options;
    }

    /** Examines; the exit code is 0 if at least one backend can be used. */
    public ExitCode execute() throws IOException {
        WorkerConditions conditions = WorkerConditions.of(options.workerOptions(), console.err());
        StartTrial.check(conditions.settings());
        RunRecord.Environment machine = ThisMachine.environment();
        Long memory = machine.memoryBytes();
        say("program", "mscale-bench " + Distribution.version() + " in " + distribution.home());
        say("machine", machine.cpu() + ", " + machine.logicalCores() + " cores, " + Figures.bytes(memory) + " memory");
        say("system", machine.os() + ", " + machine.arch());
        say("java", machine.jvm() + " in " + System.getProperty("java.home"));
        say("peak", PeakWords.of(MachineTrial.run(distribution, machine.logicalCores())));
        boolean anyUsable = false;
        for (FoundBackend found :
                Backends.discover(distribution, options.backendsDir()).all()) {
            anyUsable |= examine(found, conditions);
        }
        return anyUsable ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean examine(FoundBackend found, WorkerConditions conditions) throws IOException {
        MscaleBackend backend = found.provider();
        if (backend == null) {
            say(found.id(), console.red("broken: ") + found.problem());
            return false;
        }
        boolean anyUsable = false;
        for (Device.Kind kind :
                backend.capabilities().devices().stream().sorted().toList()) {
            Device device = new Device(kind, 0);
            Probe probe = DeviceTrial.run(
                    distribution, found, device, Runtime.getRuntime().availableProcessors(), conditions.settings());
            LibraryInfo library = probe.library();
            say(
                    found.id() + " " + device,
                    library == null ? console.red("no: ") + probe.reason() : "ok: " + words(library));
            anyUsable |= library != null;
        }
        return anyUsable;
    }

    private static String words(LibraryInfo library) {
        StringBuilder words = new StringBuilder(library.name() + " " + library.version());
        words.append(library.blas() == null ? "" : ", BLAS " + library.blas());
        words.append(library.build() == null ? "" : ", build " + library.build());
        words.append(library.deviceName() == null ? "" : ", on " + library.deviceName());
        return words + ", " + library.threads() + " threads";
    }

    private void say(String what, String finding) {
        console.out().println(String.format("%-12s %s", what, Text.oneLine(finding)));
    }
}
