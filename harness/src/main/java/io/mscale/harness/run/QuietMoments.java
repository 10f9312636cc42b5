package io.mscale.harness.run;

import io.mscale.api.support.ProcessorClock;
import io.mscale.results.evidence.MachineState;
import io.mscale.results.statistics.TurnRatio;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds quiet moments for rounds of turns: if other processes took processors from the last round, the next one waits until
 * they rest. What others do does not depend on whose turn is first, so that waiting favours nobody.
 *
 * <p>A machine that never rests must not make a run endless: no round waits longer than {@value #LONGEST_SECONDS} s, those
 * of a comparison together wait no longer than they last themselves and one such wait, and after one in vain there is no
 * other before a round was quiet.
 */
final class QuietMoments {

    /** Linux counts busy time in steps of this. */
    private static final double TICK_SECONDS = 0.01;

    /** So many ticks tell a processor that is taken from one that is not. */
    private static final long LOOK_MILLIS = 60;

    /** Others that take this many processors during a look are not at rest. */
    private static final double BUSY = 0.5;

    /** Neighbours that rest at all, such as tests or a compiler, mostly do so within seconds. */
    private static final double LONGEST_SECONDS = 10;

    private final Supplier<ProcessorClock.Reading> clock;
    private final Pause pause;
    private int threads;

    /** When the last round of this comparison was granted; null before the first. */
    private ProcessorClock.@Nullable Reading granted;

    /** The time that this comparison's rounds took, and the time that it looked and waited. */
    private double roundSeconds;

    private double spentSeconds;

    /** Over all comparisons. */
    private double waitedSeconds;

    private boolean isInVain;

    /** Lets time pass. */
    interface Pause {
        void sleep(long millis) throws InterruptedException;
    }

    /**
     * For the comparisons of a run.
     *
     * @param clock reads the processors' time; where the system does not tell it, every moment is quiet
     */
    QuietMoments(Supplier<ProcessorClock.Reading> clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** To be called before the first round of a comparison of trainings on that many threads of the CPU. */
    void begin(int threadsOfEach) {
        threads = threadsOfEach;
        granted = null;
        roundSeconds = 0;
        spentSeconds = 0;
    }

    /**
     * To be called before each round, while none of them trains: returns at once if the last round was quiet, else at the
     * next quiet moment or when patience is at its end.
     *
     * @param isStopped whether there is nothing left to wait for
     */
    void await(BooleanSupplier isStopped) {
        ProcessorClock.Reading now = clock.get();
        ProcessorClock.Reading before = granted;
        granted = now;
        if (before != null) {
            roundSeconds += seconds(before, now);
            if (wasQuiet(before, now)) {
                isInVain = false;
                return;
            }
        }
        double patience = isInVain ? 0 : Math.min(LONGEST_SECONDS, LONGEST_SECONDS + roundSeconds - spentSeconds);
        double waited = 0;
        int looks = 0;
        boolean isQuiet = false;
        while (!isQuiet && waited < patience && !isStopped.getAsBoolean() && sleeps()) {
            ProcessorClock.Reading look = clock.get();
            isQuiet = taken(now, look) < BUSY;
            waited += seconds(now, look);
            now = look;
            looks++;
        }
        spentSeconds += waited;
        if (looks > 1) {
            waitedSeconds += waited;
        }
        isInVain = isInVain || (!isQuiet && waited >= LONGEST_SECONDS);
        granted = now;
    }

    /** The time that all rounds have waited so far, in seconds, without looks at a machine that was quiet. */
    double waitedSeconds() {
        return waitedSeconds;
    }

    private boolean sleeps() {
        try {
            pause.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean wasQuiet(ProcessorClock.Reading before, ProcessorClock.Reading after) {
        return (taken(before, after) - TurnRatio.QUIET) * seconds(before, after) <= TICK_SECONDS;
    }

    /** The processors that others took from the training's threads, or would have taken. */
    private double taken(ProcessorClock.Reading before, ProcessorClock.Reading after) {
        Double others = ProcessorClock.others(before, after);
        return others == null ? 0 : MachineState.disturbing(others, threads, after.processors());
    }

    private static double seconds(ProcessorClock.Reading before, ProcessorClock.Reading after) {
        return (after.nanos() - before.nanos()) / 1e9;
    }
}
