package io.mscale.worker.counters;

import io.mscale.record.cell.StepCounts;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Counts what steps cost. It takes them itself, after the training: counting them must not slow down one that is timed. */
public final class StepCounter {

    private static final String PROGRAM = "perf";

    /** Outside the kernel: what the system does for other reasons is not the step's. */
    private static final String INSTRUCTIONS = "instructions:u";

    /** Enough for what the counting itself executes not to matter. */
    private static final int MOST_STEPS = 100;

    private static final int FEWEST_STEPS = 3;

    /** Approximate limit of the duration, if the fewest steps take no longer. */
    private static final double SECONDS = 3;

    /** Of a step; longer ones are not counted. */
    private static final double LONGEST_STEP_SECONDS = 10;

    private StepCounter() {}

    /**
     * Takes steps and counts.
     *
     * @param train takes so many steps in this process
     */
    public static StepCounts count(IntConsumer train) {
        return count(train, PROGRAM, INSTRUCTIONS);
    }

    static StepCounts count(IntConsumer train, String program, String event) {
        long start = System.nanoTime();
        train.accept(1);
        double stepSeconds = (System.nanoTime() - start) / 1e9;
        if (stepSeconds > LONGEST_STEP_SECONDS) {
            return StepCounts.none(String.format(
                    Locale.ROOT, "a step takes %.0f s; it is counted up to %.0f s", stepSeconds, LONGEST_STEP_SECONDS));
        }
        // Each kind has steps of its own, so that neither counts the other's work.
        int steps = (int) Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, SECONDS / 2 / stepSeconds));
        Double allocated = allocatedBytes(train, steps);
        try {
            return new StepCounts(steps, events(train, steps, program, event) / steps, allocated, null);
        } catch (IOException e) {
            return new StepCounts(steps, null, allocated, e.getMessage());
        }
    }

    private static double events(IntConsumer train, int steps, String program, String event) throws IOException {
        try (PerfStat perf = new PerfStat(program, event, ComputingThreads.numbers())) {
            perf.enable();
            train.accept(steps);
            perf.disable();
            return perf.count();
        }
    }

    /** The mean of a step; null if the Java runtime does not tell, or threads have ended, whose allocations are lost. */
    private static @Nullable Double allocatedBytes(IntConsumer train, int steps) {
        Optional<AllocatedBytes> first = AllocatedBytes.read();
        Optional<AllocatedBytes> before = AllocatedBytes.read();
        train.accept(steps);
        Optional<AllocatedBytes> after = AllocatedBytes.read();
        if (first.isEmpty()
                || before.isEmpty()
                || after.isEmpty()
                || after.get().hasLost(before.get())) {
            return null;
        }
        // A reading allocates as well.
        long own = before.get().since(first.get());
        return (double) Math.max(0, after.get().since(before.get()) - own) / steps;
    }
}
