package io.mscale.record.cell;

import io.mscale.record.mapping.IfAbsent;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What else the machine did while a cell was trained.
 *
 * @param threads how many threads the canary kept busy: the training's, or one beside a graphics processor
 * @param canary the readings of the canary, in order
 * @param machine what the system counted; null if the worker did not get that far
 * @param gpu the device before and after the training; null on the processor, or if the driver does not tell
 * @param attempts how often the cell was measured because of disturbances; null if once
 */
public record Disturbance(
        int threads,
        List<CanaryReading> canary,
        @Nullable MachineUse machine,
        @Nullable GpuUse gpu,
        @Nullable Attempts attempts) {

    public Disturbance {
        canary = List.copyOf(canary);
    }

    /** What the machine did while a cell was measured for the first time. */
    public Disturbance(int threads, List<CanaryReading> canary, @Nullable MachineUse machine, @Nullable GpuUse gpu) {
        this(threads, canary, machine, gpu, null);
    }

    /**
     * Measurements of one cell, of which the quietest counts.
     *
     * @param made how many there are, at least 2
     * @param counted which of them counts, from 1
     */
    public record Attempts(int made, int counted) {}

    /** The same of a cell that was measured so often. */
    public Disturbance of(Attempts all) {
        return new Disturbance(threads, canary, machine, gpu, all);
    }

    /**
     * A run of a fixed small piece of work on all of the training's threads, while the training's clock stands.
     *
     * @param seconds training time before it
     * @param rate 1e9 operations per second of all threads together
     */
    public record CanaryReading(double seconds, double rate) {}

    /** Returns this with so many readings at most, evenly chosen. */
    Disturbance thinned(int most) {
        int all = canary.size();
        return all <= most
                ? this
                : new Disturbance(
                        threads,
                        IntStream.range(0, most)
                                .mapToObj(i -> canary.get((int) ((long) i * all / most)))
                                .toList(),
                        machine,
                        gpu,
                        attempts);
    }

    /** The share of the processors' time that other processes took during the training, from 0 to 1; null if unknown. */
    public @Nullable Double othersShare() {
        return machine == null ? null : machine.othersShare();
    }

    /**
     * What the system counted from the first counted step to the last, without pauses. Null stands for what it does not tell.
     *
     * @param seconds the duration
     * @param processors how many processors the worker may use; 0 if unknown
     * @param othersShare the share of their time that other processes took, from 0 to 1
     * @param stealShare the share of their time that the host of a virtual machine took while there was work
     * @param pressure the share of the duration in which some task of the machine waited for a processor
     * @param involuntarySwitches how often a thread of the worker or its children lost its processor
     * @param quota limits on the worker's processor time; null if it has none
     * @param clock the processors' clock rate; null if unknown
     */
    public record MachineUse(
            double seconds,
            int processors,
            @Nullable Double othersShare,
            @Nullable Double stealShare,
            @Nullable Double pressure,
            @Nullable Long involuntarySwitches,
            @Nullable Quota quota,
            @Nullable ClockRate clock) {}

    /**
     * A control group's limit on processor time.
     *
     * @param processors how many processors' time it allows
     * @param throttled in how many of its periods the group used up its time and had to wait
     * @param throttledSeconds how long its threads waited, added up
     * @param periods in how many periods the group ran
     */
    public record Quota(
            double processors,
            @IfAbsent("0") long periods,
            @IfAbsent("0") long throttled,
            double throttledSeconds) {}

    /**
     * The mean clock rate of the worker's processors, as far as the system tells.
     *
     * @param beforeMegahertz before the first counted step
     * @param afterMegahertz after the last
     * @param governor what sets it, as in {@code performance}; null if unknown
     */
    public record ClockRate(
            @Nullable Double beforeMegahertz,
            @Nullable Double afterMegahertz,
            @Nullable String governor) {}

    /**
     * A graphics processor before and after the training.
     *
     * @param otherProcesses how many other processes were using it, the more of both moments; null if the driver does not tell
     */
    public record GpuUse(
            GpuMoment before, GpuMoment after, @Nullable Integer otherProcesses) {}

    /**
     * A graphics processor at a moment. Null stands for what the driver does not tell.
     *
     * @param clockMegahertz the multiprocessors' clock rate
     * @param maxClockMegahertz the highest
     * @param throttledFor why the clock was lowered: {@code power}, {@code heat}; empty if neither
     * @param utilization the share of the last moment in which it was busy, from 0 to 1
     * @param celsius its temperature
     */
    public record GpuMoment(
            @Nullable Double clockMegahertz,
            @Nullable Double maxClockMegahertz,
            List<String> throttledFor,
            @Nullable Double utilization,
            @Nullable Double celsius) {

        public GpuMoment {
            throttledFor = List.copyOf(throttledFor);
        }
    }
}
