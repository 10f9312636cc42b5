package io.mscale.api.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells how much of the processors' time other processes took. Only the processors on which this process may run count,
 * and its descendants count as itself. Linux counts busy time in steps of 10 ms, so intervals of less than half a second
 * say little. Thread-safe.
 */
public final class ProcessorClock {

    /** The unit of times in {@code /proc}, the same on every Linux that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of a line "cpuN": user, nice, system, idle, iowait, irq, softirq, steal; user includes guests. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private static final int STEAL = 8;

    /** Place of a process's four times behind its program's name: its own and its ended children's, user and system. */
    private static final int TIMES = 12;

    private final Path proc;
    private final Set<String> processors;

    /** Reads this machine's processors. */
    public ProcessorClock() {
        this(SystemFolders.OF_THIS_MACHINE);
    }

    /** Reads what the folders tell. The numbers of this process's processors are read once, here. */
    public ProcessorClock(SystemFolders system) {
        this.proc = system.proc();
        this.processors = Processors.allowed(system).stream()
                .map(number -> "cpu" + number)
                .collect(Collectors.toSet());
    }

    /**
     * The processors' time up to a moment.
     *
     * @param nanos the moment by {@link System#nanoTime()}
     * @param processors how many processors count; 0 if their times are unknown
     * @param busySeconds the time that they were busy
     * @param stealSeconds the time that the host gave to others while they had work
     * @param ownSeconds the time that this process and its descendants took
     */
    public record Reading(long nanos, int processors, double busySeconds, double stealSeconds, double ownSeconds) {}

    /** Reads the clock. The processes of the machine are listed, which takes milliseconds where there are thousands. */
    public Reading now() {
        int found = 0;
        double busy = 0;
        double steal = 0;
        for (String line : lines(proc.resolve("stat"))) {
            String[] fields = line.split(" +", -1);
            if (processors.contains(fields[0]) && fields.length > STEAL) {
                found++;
                for (int field : BUSY) {
                    busy += ticks(fields[field]);
                }
                steal += ticks(fields[STEAL]);
            }
        }
        double own = ownSeconds();
        long nanos = System.nanoTime();
        return found == 0 || Double.isNaN(own)
                ? new Reading(nanos, 0, 0, 0, 0)
                : new Reading(nanos, found, busy / TICKS_PER_SECOND, steal / TICKS_PER_SECOND, own);
    }

    /**
     * The share of the processors' time that other processes took between two readings, from 0 to 1; null where the system
     * does not tell.
     */
    public static @Nullable Double others(Reading before, Reading after) {
        return share(after.busySeconds - before.busySeconds - (after.ownSeconds - before.ownSeconds), before, after);
    }

    /** The share of the processors' time that the host gave to others while they had work here; null if unknown. */
    public static @Nullable Double steal(Reading before, Reading after) {
        return share(after.stealSeconds - before.stealSeconds, before, after);
    }

    private static @Nullable Double share(double seconds, Reading before, Reading after) {
        double all = (after.nanos - before.nanos) / 1e9 * after.processors;
        return before.processors == 0 || before.processors != after.processors || all <= 0
                ? null
                : Math.min(1, Math.max(0, seconds / all));
    }

    /**
     * NaN if the system does not tell. The time of children that have ended is in none of the living processes, but in what
     * their parent keeps.
     */
    private double ownSeconds() {
        return Stream.concat(
                                Stream.of(proc.resolve("self")),
                                ProcessHandle.current()
                                        .descendants()
                                        .map(process -> proc.resolve(Long.toString(process.pid()))))
                        .mapToDouble(process -> ticksOf(process.resolve("stat")))
                        // A child may end before its file is read.
                        .reduce((self, child) -> Double.isNaN(child) ? self : self + child)
                        .orElse(Double.NaN)
                / TICKS_PER_SECOND;
    }

    /** The time of a process and its children that have ended; NaN if there is no such process. */
    private static double ticksOf(Path stat) {
        // The name of the program is in parentheses and may hold spaces, and even a line's end.
        String text = SystemFolders.read(stat).orElse("");
        String[] fields = text.substring(text.lastIndexOf(')') + 1).split(" ", -1);
        if (fields.length < TIMES + 4) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = TIMES; i < TIMES + 4; i++) {
            sum += ticks(fields[i]);
        }
        return sum;
    }

    private static List<String> lines(Path file) {
        return SystemFolders.read(file).map(text -> text.lines().toList()).orElse(List.of());
    }

    private static double ticks(String field) {
        return field.matches("\\d{1,18}") ? Long.parseLong(field) : 0;
    }
}
