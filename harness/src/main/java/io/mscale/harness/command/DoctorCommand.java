package io.mscale.harness.command;

import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.support.Processors;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.machine.Quiet;
import io.mscale.harness.machine.ThisMachine;
import io.mscale.harness.machine.VisibleGpus;
import io.mscale.record.run.CanaryNoise;
import io.mscale.record.run.MachinePeak;
import io.mscale.record.run.RunRecord;
import io.mscale.report.text.CellTexts;
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
public final class DoctorCommand extends BackendsCommand {

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    /** Runs the checks; all is well if at least one backend is usable. */
    @Override
    public ExitCode execute(Console console) throws IOException {
        WorkerConditions conditions = WorkerConditions.of(workerOptions, console.err());
        Trials trials = new Trials(Distribution.ofThisProgram(), conditions.settings());
        trials.checkStart();
        // Before anything is measured: that would be the load.
        Quiet quiet = Quiet.now();
        RunRecord.Environment machine = ThisMachine.environment();
        int threads = Processors.ofThisProcess().threads();
        Long bytes = machine.machine().memoryBytes();
        String memory = bytes == null ? "" : ", " + Formats.bytes(bytes) + " memory";
        say(
                console,
                "program",
                "mscale-bench " + Distribution.version() + " in "
                        + trials.distribution().home());
        say(console, "machine", machine.cpu() + ", " + machine.logicalCores() + " cores" + memory);
        say(console, "quiet", String.join(", ", quiet.facts()));
        quiet.advice().forEach(advice -> say(console, "", advice));
        say(console, "system", machine.machine().os() + ", " + machine.arch());
        say(console, "java", machine.jvm() + " in " + System.getProperty("java.home"));
        say(console, "peak", peak(trials.machinePeak(threads, List.of(Precision.values()))));
        say(console, "canary", canary(trials.canaryNoise(threads)));
        VisibleGpus visible = VisibleGpus.find(conditions.settings());
        if (visible.gpus().isEmpty()) {
            say(console, "gpu", "nothing known: " + visible.problem());
        }
        for (int i = 0; i < visible.gpus().size(); i++) {
            say(
                    console,
                    new Device(Device.Kind.GPU, i).toString(),
                    visible.gpus().get(i).toString());
        }
        Backends backends = backends(trials.distribution());
        Set<Device> usable = new HashSet<>();
        for (FoundBackend found : backends.all()) {
            usable.addAll(examine(console, found, trials, threads));
        }
        for (Device device : usable) {
            if (device.kind() == Device.Kind.GPU) {
                say(
                        console,
                        "peak " + device,
                        trials.devicePeak(backends, List.of(), device, threads)
                                .map(CellTexts::peak)
                                .orElse("not measured"));
            }
        }
        return usable.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Probes a backend on each of its devices and prints the findings; returns the usable devices. */
    private static Set<Device> examine(Console console, FoundBackend found, Trials trials, int threads) {
        MscaleBackend backend = found.provider();
        if (backend == null) {
            say(console, found.id(), console.red("broken: ") + found.problem());
            return Set.of();
        }
        Set<Device> usable = new HashSet<>();
        for (Device.Kind kind :
                backend.capabilities().devices().stream().sorted().toList()) {
            Device device = new Device(kind, 0);
            Probe probe = trials.probe(found, device, threads);
            if (probe instanceof Probe.Available available) {
                usable.add(device);
                say(console, found.id() + " " + device, "ok: " + words(available.library()));
            } else {
                say(
                        console,
                        found.id() + " " + device,
                        console.red("no: ") + probe.obstacle().orElse(""));
            }
        }
        return usable;
    }

    private static String words(LibraryInfo library) {
        return library.name() + " " + library.version()
                + (library.blas() == null ? "" : ", BLAS " + library.blas())
                + (library.build() == null ? "" : ", build " + library.build())
                + (library.deviceName() == null ? "" : ", on " + library.deviceName())
                + ", " + library.threads() + " threads";
    }

    /** A processor's peak in one line. */
    static String peak(MachinePeak peak) {
        String arithmetic = peak.peakGflops32() == null && peak.peakGflops64() == null
                ? "not measured"
                : Formats.rate(peak.peakGflops32()) + " GFLOP/s float32, " + Formats.rate(peak.peakGflops64())
                        + " float64 on " + peak.threads() + " threads with " + peak.vectorBits() + "-bit vectors";
        Double copies = peak.copyGigabytesPerSecond();
        return copies == null
                ? arithmetic
                : arithmetic + "; copies at " + Formats.rate(copies) + " GB/s" + reservation(peak);
    }

    /** How steadily the machine worked, in one line. */
    static String canary(CanaryNoise noise) {
        return noise.median() == null
                ? "not measured"
                : noise.readings() + " readings on " + noise.threads() + " threads: median "
                        + Formats.percentage(noise.median()) + " of the best, nine tenths within "
                        + Formats.percentage(noise.p05()) + " and " + Formats.percentage(noise.p95());
    }

    /** Warns if the arrays were smaller than intended: the rate may partly be that of a cache. */
    private static String reservation(MachinePeak peak) {
        Long had = peak.copyArrayBytes();
        Long wanted = peak.copyArrayBytesWanted();
        return had == null || wanted == null || had >= wanted
                ? ""
                : " (arrays of " + Formats.bytes(had) + "; " + Formats.bytes(wanted) + " would leave all caches)";
    }

    private static void say(Console console, String what, String finding) {
        console.out().println(String.format("%-12s %s", what, Text.oneLine(finding)));
    }
}
