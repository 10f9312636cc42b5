package io.mscale.worker.training;

import io.mscale.api.support.ProcessorClock;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Quantile;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.disturbance.DisturbanceWatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Divides a training into turns. Before the first step and after every turn the worker waits, while the workers that it is
 * compared with have theirs. The first step after a wait is taken one by one and is no sample: meanwhile others have used
 * the caches, threads have gone to sleep, and the processor may have changed its clock.
 *
 * <p>A turn ends between two blocks of steps, as soon as it has lasted as long as it should and has a sample.
 */
final class TurnTaking {

    /** Approximate limit of the number of turns: in a long training they are longer, so that the record stays small. */
    private static final int MOST_TURNS = 2000;

    /** In a short training turns are shorter, so that there are so many: one disturbed turn of two would decide. */
    private static final int FEWEST_TURNS = 10;

    /** But no shorter than it takes for so many steps, the first of which does not count. */
    private static final int FEWEST_STEPS = 5;

    /** The share of a turn's steps that are fast. */
    private static final double FAST = 0.1;

    private final CellSpec.@Nullable Turns asked;
    private final Runnable gate;
    private final EventLog log;
    private final DisturbanceWatch watch;
    private final ProcessorClock clock = new ProcessorClock();
    private final int totalSteps;
    private final double timeLimitSeconds;
    private double[] samples = new double[64];
    private int sampleCount;
    private int stepsThatCount;
    private double seconds;
    private double length;
    private int number;
    private boolean isFirst;
    private ProcessorClock.@Nullable Reading start;

    /**
     * The turns that a specification asks for. If it asks for none, the worker never waits.
     *
     * @param gate waits until the worker is given a turn
     */
    TurnTaking(CellSpec spec, Runnable gate, EventLog log, DisturbanceWatch watch) {
        CellSpec.Turns turns = spec.measurement().turns();
        this.asked = turns == null || turns.together() == null ? null : turns;
        this.gate = gate;
        this.log = log;
        this.watch = watch;
        this.totalSteps = spec.training().steps();
        Double limit = spec.measurement().timeLimitSeconds();
        this.timeLimitSeconds = limit == null ? Double.POSITIVE_INFINITY : limit;
    }

    /**
     * To be called before each block of steps: ends the turn if it is over, and then waits for the next.
     *
     * @param wanted the size of the block that would be taken without turns
     * @param steps steps taken so far
     * @param trainSeconds their duration
     * @return the size of the block to take: at least 1, at most {@code wanted}
     */
    int before(int wanted, int steps, double trainSeconds) {
        if (asked == null) {
            return wanted;
        }
        double secondsPerStep = steps == 0 ? 0 : trainSeconds / steps;
        length = length(asked.seconds(), secondsPerStep);
        if (number == 0 || (seconds >= length && sampleCount > 0)) {
            end();
            watch.pause();
            log.write(WorkerEvent.Waiting::new);
            gate.run();
            watch.resume(trainSeconds);
            number++;
            isFirst = true;
            start = clock.now();
        }
        if (isFirst || secondsPerStep == 0) {
            return 1;
        }
        double left = Math.ceil((length - seconds) / secondsPerStep);
        return (int) Math.max(1, Math.min(wanted, left));
    }

    /** The training time of a turn: what was asked for, unless that makes too few turns or too many. */
    private double length(double wanted, double secondsPerStep) {
        if (secondsPerStep == 0) {
            return wanted;
        }
        double planned = Math.min(totalSteps * secondsPerStep, timeLimitSeconds);
        double shortest = Math.max(planned / FEWEST_TURNS, FEWEST_STEPS * secondsPerStep);
        return Math.max(Math.min(wanted, shortest), planned / MOST_TURNS);
    }

    /** Whether the next step is the first after a wait, or to be left out. */
    boolean isFirst() {
        return isFirst;
    }

    /** The next step counts as little as one after a wait, as where other data were bound, for which it may begin late. */
    void leaveOut() {
        isFirst = true;
    }

    /** To be called after each block of steps. */
    void after(int steps, double duration) {
        boolean counts = !isFirst;
        isFirst = false;
        if (asked == null) {
            return;
        }
        if (counts) {
            if (sampleCount == samples.length) {
                samples = Arrays.copyOf(samples, 2 * samples.length);
            }
            samples[sampleCount++] = duration / steps;
            stepsThatCount += steps;
        }
        seconds += duration;
    }

    /** To be called after the last step: records the last turn if it was a whole one, or the only one. */
    void finish() {
        if (asked != null && (seconds >= length || number == 1)) {
            end();
        }
    }

    private void end() {
        if (sampleCount > 0) {
            double[] sorted = Arrays.copyOf(samples, sampleCount);
            Arrays.sort(sorted);
            double median = Quantile.of(sorted, 0.5);
            Double others = start == null ? null : ProcessorClock.others(start, clock.now());
            // Noise only slows a step down, so that the fastest tell most of the code and least of the machine.
            double fast = Quantile.of(sorted, FAST);
            Timing.Turn turn = new Timing.Turn(number, stepsThatCount, median, fast, others);
            log.write(wall -> new WorkerEvent.Turn(wall, turn));
        }
        sampleCount = 0;
        stepsThatCount = 0;
        seconds = 0;
    }
}
