package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Disturbance;
import io.mscale.results.statistics.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the machine did while a cell was trained, and whether that disturbed it.
 *
 * @param causes what disturbed it; empty if nothing did, or if nobody watched
 * @param watched what was recorded; null if nobody watched
 * @param best the best rate of the canary in the run, with as many threads on the same device; 0 if there is none
 */
public record MachineState(List<Cause> causes, @Nullable Disturbance watched, double best) {

    /** The machine of a cell that nobody watched. */
    public static final MachineState UNKNOWN = new MachineState(List.of(), null, 0);

    /**
     * Processors' time, in processors, that others may take beyond what the training's threads leave free. A quiet system and
     * the program itself, which shows the progress, took 0.02 to 0.11 beside ten cells of 3 s each.
     */
    static final double ALLOWED_OTHERS = 0.15;

    /** Others' time in seconds below which there is no disturbance: Linux counts in steps of 10 ms. */
    static final double FEWEST_OTHERS_SECONDS = 0.1;

    /** The share of time that the host of a virtual machine may take; idle hosts take less than 0.01. */
    static final double ALLOWED_STEAL = 0.05;

    /** The share of the threads' time that they may wait because of a quota. */
    static final double ALLOWED_THROTTLING = 0.05;

    /**
     * A slow reading of the canary, relative to the best: a neighbour on one processor leaves it between 1/3 and 2/3, while
     * turbo clocks and a neighbour on the other half of a core make readings of an otherwise idle machine scatter.
     */
    public static final double SLOW = 0.75;

    /** Slow readings are a disturbance if there are so many in all. */
    static final double SLOW_SHARE = 0.25;

    /** One slow reading is a hiccup, also of a training that is over before the third. */
    static final int FEWEST_SLOW = 2;

    /** A driver tells that a graphics processor was slowed down, not by how much. */
    private static final double UNKNOWN_LOSS = 0.5;

    public MachineState {
        causes = List.copyOf(causes);
    }

    /** What can disturb a cell. */
    public enum Kind {
        /** Other processes took processors that the training needed; the amount is in processors. */
        OTHERS,
        /** The host of a virtual machine took a share of its time. */
        STEAL,
        /** A quota stopped the training's threads for a share of the time. */
        QUOTA,
        /** The canary was slow; the amount is the median rate of its slow readings, relative to the best. */
        SLOW,
        /** The graphics processor lowered its clock because of its power limit. */
        GPU_POWER,
        /** The graphics processor lowered its clock because it was hot. */
        GPU_HEAT,
        /** So many other processes used the graphics processor. */
        GPU_SHARED
    }

    /** Something that disturbed a cell, and how much. */
    public record Cause(Kind kind, double amount) {}

    /**
     * Judges a cell.
     *
     * @param best the best rate of the canary in the cell's run, with as many threads on the same device
     */
    static MachineState of(CellRecord cell, double best) {
        Disturbance watched = watched(cell);
        if (watched == null) {
            return UNKNOWN;
        }
        List<Cause> causes = new ArrayList<>();
        Disturbance.MachineUse machine = watched.machine();
        if (machine != null) {
            ofProcessors(watched.threads(), machine).forEach(causes::add);
        }
        ofCanary(watched, best).ifPresent(causes::add);
        Disturbance.GpuUse gpu = watched.gpu();
        if (gpu != null) {
            causes.addAll(ofGpu(gpu));
        }
        return new MachineState(causes, watched, best);
    }

    static @Nullable Disturbance watched(CellRecord cell) {
        return cell.timing() == null ? null : cell.timing().disturbance();
    }

    private static List<Cause> ofProcessors(int threads, Disturbance.MachineUse machine) {
        List<Cause> causes = new ArrayList<>();
        Double share = machine.othersShare();
        if (share != null) {
            double others = share * machine.processors();
            if (disturbing(share, threads, machine.processors()) > ALLOWED_OTHERS
                    && others * machine.seconds() > FEWEST_OTHERS_SECONDS) {
                causes.add(new Cause(Kind.OTHERS, others));
            }
        }
        Double steal = machine.stealShare();
        if (steal != null) {
            // The host takes time only from processors that have work: the training's.
            double ofThreads =
                    Math.min(1, steal * machine.processors() / Math.max(1, Math.min(threads, machine.processors())));
            if (ofThreads > ALLOWED_STEAL) {
                causes.add(new Cause(Kind.STEAL, ofThreads));
            }
        }
        Disturbance.Quota quota = machine.quota();
        if (quota != null && machine.seconds() > 0) {
            double throttled = Math.min(1, quota.throttledSeconds() / (machine.seconds() * threads));
            if (throttled > ALLOWED_THROTTLING) {
                causes.add(new Cause(Kind.QUOTA, throttled));
            }
        }
        return causes;
    }

    /**
     * How many processors others took from a training: what its threads leave free is none of it.
     *
     * @param share of the time of all processors that others took
     */
    public static double disturbing(double share, int threads, int processors) {
        double others = share * processors;
        // What others took while threads outnumber processors is all that counts then.
        return Math.max(0, Math.min(others, others + threads - processors));
    }

    private static Optional<Cause> ofCanary(Disturbance watched, double best) {
        double[] slow = watched.canary().stream()
                .mapToDouble(reading -> reading.rate() / best)
                .filter(rate -> rate < SLOW)
                .toArray();
        return slow.length < FEWEST_SLOW
                        || slow.length < SLOW_SHARE * watched.canary().size()
                ? Optional.empty()
                : Optional.of(new Cause(Kind.SLOW, Median.of(slow)));
    }

    private static List<Cause> ofGpu(Disturbance.GpuUse gpu) {
        List<Cause> causes = new ArrayList<>();
        if (gpu.before().throttledFor().contains("power")
                || gpu.after().throttledFor().contains("power")) {
            causes.add(new Cause(Kind.GPU_POWER, 1));
        }
        if (gpu.before().throttledFor().contains("heat")
                || gpu.after().throttledFor().contains("heat")) {
            causes.add(new Cause(Kind.GPU_HEAT, 1));
        }
        Integer others = gpu.otherProcesses();
        if (others != null && others > 0) {
            causes.add(new Cause(Kind.GPU_SHARED, others));
        }
        return causes;
    }

    public boolean isDisturbed() {
        return !causes.isEmpty();
    }

    /** Roughly which share of the machine the disturbance took, from 0 to 1; of several causes the largest. */
    public double loss() {
        return causes.stream().mapToDouble(this::loss).max().orElse(0);
    }

    private double loss(Cause cause) {
        Disturbance.MachineUse machine = watched == null ? null : watched.machine();
        return switch (cause.kind()) {
            case OTHERS -> machine == null ? 1 : Math.min(1, cause.amount() / Math.max(1, machine.processors()));
            case STEAL, QUOTA -> cause.amount();
            case SLOW -> 1 - cause.amount();
            case GPU_POWER, GPU_HEAT, GPU_SHARED -> UNKNOWN_LOSS;
        };
    }

    /** The readings of the canary relative to the best of the run; empty if there is none. */
    public double[] canary() {
        return watched == null || best <= 0
                ? new double[0]
                : watched.canary().stream()
                        .mapToDouble(reading -> reading.rate() / best)
                        .toArray();
    }
}
