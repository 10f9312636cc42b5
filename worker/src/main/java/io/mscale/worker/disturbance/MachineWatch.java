package io.mscale.worker.disturbance;

import io.mscale.api.support.ProcessorClock;
import io.mscale.api.support.SystemFolders;
import io.mscale.record.cell.Disturbance;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the system counts over stretches of time. Runs from its creation; between {@link #pause} and {@link #resume}
 * nothing counts.
 */
final class MachineWatch {

    private final Path proc;
    private final ControlGroup group;
    private final Path processors;
    private final ProcessorClock clock;
    private final @Nullable Double megahertzBefore;
    private @Nullable Reading start;

    private double seconds;
    private final Share others = new Share();
    private final Share steal = new Share();
    private final Share pressure = new Share();
    private long switches;
    private boolean knowsSwitches = true;
    private long periods;
    private long throttled;
    private double throttledSeconds;
    private Disturbance.@Nullable Quota quota;
    private int counted;

    /** What has been counted up to a moment. */
    private record Reading(
            ProcessorClock.Reading clock,
            @Nullable Double pressureSeconds,
            @Nullable Long switches,
            Disturbance.@Nullable Quota quota) {}

    MachineWatch() {
        this(SystemFolders.OF_THIS_MACHINE);
    }

    /** Reads what the folders tell. */
    MachineWatch(SystemFolders system) {
        this.proc = system.proc();
        this.group = new ControlGroup(system);
        this.processors = system.processors();
        this.clock = new ProcessorClock(system);
        this.megahertzBefore = megahertz();
        this.start = read();
    }

    /** Stops counting; nothing happens if it has been stopped. */
    void pause() {
        Reading from = start;
        if (from != null) {
            add(from, read());
            start = null;
        }
    }

    /** Counts again. */
    void resume() {
        if (start == null) {
            start = read();
        }
    }

    /** Stops counting and tells the sums. */
    Disturbance.MachineUse end() {
        pause();
        Disturbance.Quota last = quota;
        Double after = megahertz();
        String governor = governor();
        return new Disturbance.MachineUse(
                seconds,
                counted,
                others.mean(),
                steal.mean(),
                pressure.mean(),
                knowsSwitches ? switches : null,
                last == null ? null : new Disturbance.Quota(last.processors(), periods, throttled, throttledSeconds),
                megahertzBefore == null && after == null && governor == null
                        ? null
                        : new Disturbance.ClockRate(megahertzBefore, after, governor));
    }

    private void add(Reading from, Reading to) {
        double elapsed = (to.clock.nanos() - from.clock.nanos()) / 1e9;
        seconds += elapsed;
        counted = to.clock.processors();
        others.add(ProcessorClock.others(from.clock, to.clock), elapsed);
        steal.add(ProcessorClock.steal(from.clock, to.clock), elapsed);
        Double before = from.pressureSeconds;
        Double after = to.pressureSeconds;
        pressure.add(
                before == null || after == null || elapsed <= 0
                        ? null
                        : Math.min(1, Math.max(0, (after - before) / elapsed)),
                elapsed);
        if (from.switches == null || to.switches == null) {
            knowsSwitches = false;
        } else {
            // The counts of a thread that has ended are gone.
            switches += Math.max(0, to.switches - from.switches);
        }
        if (from.quota != null && to.quota != null) {
            periods += to.quota.periods() - from.quota.periods();
            throttled += to.quota.throttled() - from.quota.throttled();
            throttledSeconds += Math.max(0, to.quota.throttledSeconds() - from.quota.throttledSeconds());
        }
        quota = to.quota;
    }

    private Reading read() {
        return new Reading(clock.now(), pressureSeconds(), switches(), group.quota());
    }

    private @Nullable Double pressureSeconds() {
        // "some avg10=0.20 avg60=8.69 avg300=11.41 total=15144134298", in microseconds
        String some = ProcFile.field(ProcFile.lines(proc.resolve("pressure/cpu")), "some ");
        double micros = ProcFile.number(some.replaceFirst(".*total=", ""));
        return micros < 0 ? null : micros / 1e6;
    }

    /** Null if no process tells. */
    private @Nullable Long switches() {
        List<Path> tasks = new ArrayList<>(tasks(proc.resolve("self")));
        ProcessHandle.current()
                .descendants()
                .forEach(process -> tasks.addAll(tasks(proc.resolve(Long.toString(process.pid())))));
        List<Double> counts = tasks.stream()
                .map(task -> ProcFile.number(
                        ProcFile.field(ProcFile.lines(task.resolve("status")), "nonvoluntary_ctxt_switches:")))
                .filter(count -> count >= 0)
                .toList();
        return counts.isEmpty()
                ? null
                : (long) counts.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Path> tasks(Path process) {
        return entries(process.resolve("task"), "*");
    }

    private static List<Path> entries(Path folder, String glob) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            // Not Linux, or the process has ended.
        }
        return entries;
    }

    /** The mean clock rate now; null if the system does not tell. */
    private @Nullable Double megahertz() {
        List<Double> kilohertz = entries(processors, "cpu[0-9]*").stream()
                .map(processor ->
                        ProcFile.number(String.join("", ProcFile.lines(processor.resolve("cpufreq/scaling_cur_freq")))))
                .filter(rate -> rate > 0)
                .toList();
        List<Double> rates = kilohertz.isEmpty()
                ? ProcFile.lines(proc.resolve("cpuinfo")).stream()
                        .filter(line -> line.startsWith("cpu MHz"))
                        .map(line -> ProcFile.number(line.substring(line.indexOf(':') + 1)))
                        .filter(rate -> rate > 0)
                        .toList()
                : kilohertz.stream().map(rate -> rate / 1000).toList();
        return rates.isEmpty()
                ? null
                : rates.stream().mapToDouble(Double::doubleValue).sum() / rates.size();
    }

    private @Nullable String governor() {
        return entries(processors, "cpu[0-9]*").stream()
                .map(processor -> String.join("", ProcFile.lines(processor.resolve("cpufreq/scaling_governor")))
                        .strip())
                .filter(name -> name.matches("[a-z_]{1,30}"))
                .findFirst()
                .orElse(null);
    }

    /** A mean over time of a share that may be unknown. */
    private static final class Share {

        private double sum;
        private double seconds;
        private boolean isKnown = true;

        void add(@Nullable Double share, double elapsed) {
            if (share == null) {
                isKnown = false;
            } else {
                sum += share * elapsed;
                seconds += elapsed;
            }
        }

        @Nullable
        Double mean() {
            return isKnown && seconds > 0 ? sum / seconds : null;
        }
    }
}
