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
import io.mscale.harness.fork.DevicePeakTrial;
import io.mscale.harness.fork.DeviceTrial;
import io.mscale.harness.fork.MachineTrial;
import io.mscale.harness.fork.StartTrial;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.gpu.VisibleGpus;
import io.mscale.harness.machine.ThisMachine;
import io.mscale.record.run.RunRecord;
import io.mscale.report.text.PeakTexts;
import io.mscale.report.text.Text;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code doctor}: measures the machine, probes every backend on each kind of device it supports, and reports what works
 * and why the rest does not.
 */
public final class DoctorCommand {

    private final Distribution distribution;
    private final Console console;
    private final DoctorOptions options;

    /** A check-up under these options. */
    public DoctorCommand(Distribution distribution, Console console, DoctorOptions options) {
        this.distribution = distribution;
        this.console = console;
        this.options = options;
    }

    /** Runs the checks; the exit code is 0 if at least one backend is usable. */
    public ExitCode execute() throws IOException {
        WorkerConditions conditions = WorkerConditions.of(options.workerOptions(), console.err());
        StartTrial.check(conditions.settings());
        RunRecord.Environment machine = ThisMachine.environment();
        Long memory = machine.machine().memoryBytes();
        say("program", "mscale-bench " + Distribution.version() + " in " + distribution.home());
        say("machine", machine.cpu() + ", " + machine.logicalCores() + " cores, " + Formats.bytes(memory) + " memory");
        say("system", machine.machine().os() + ", " + machine.arch());
        say("java", machine.jvm() + " in " + System.getProperty("java.home"));
        say("peak", PeakWords.of(MachineTrial.run(distribution, machine.logicalCores())));
        tellGpus(VisibleGpus.find(conditions.settings()));
        Backends backends = Backends.discover(distribution, options.backendsDir());
        Set<Device> usable = new HashSet<>();
        for (FoundBackend found : backends.all()) {
            usable.addAll(examine(found, conditions));
        }
        for (Device device : usable) {
            if (device.kind() == Device.Kind.GPU) {
                say("peak " + device, peak(backends, device, conditions));
            }
        }
        return usable.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void tellGpus(VisibleGpus visible) {
        if (visible.gpus().isEmpty()) {
            say("gpu", "nothing known: " + visible.problem());
        }
        for (int i = 0; i < visible.gpus().size(); i++) {
            say(new Device(Device.Kind.GPU, i).toString(), visible.gpus().get(i).toString());
        }
    }

    private String peak(Backends backends, Device device, WorkerConditions conditions) {
        return DevicePeakTrial.run(
                        distribution,
                        backends,
                        List.of(),
                        device,
                        Runtime.getRuntime().availableProcessors(),
                        conditions.settings())
                .map(PeakTexts::of)
                .orElse("not measured");
    }

    /** Probes a backend on each of its devices and prints the findings; returns the usable devices. */
    private Set<Device> examine(FoundBackend found, WorkerConditions conditions) throws IOException {
        MscaleBackend backend = found.provider();
        if (backend == null) {
            say(found.id(), console.red("broken: ") + found.problem());
            return Set.of();
        }
        Set<Device> usable = new HashSet<>();
        for (Device.Kind kind :
                backend.capabilities().devices().stream().sorted().toList()) {
            Device device = new Device(kind, 0);
            Probe probe = DeviceTrial.run(
                    distribution, found, device, Runtime.getRuntime().availableProcessors(), conditions.settings());
            if (probe instanceof Probe.Available available) {
                usable.add(device);
                say(found.id() + " " + device, "ok: " + words(available.library()));
            } else {
                say(
                        found.id() + " " + device,
                        console.red("no: ") + probe.obstacle().orElse(""));
            }
        }
        return usable;
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
