package io.mscale.harness.run;

import io.mscale.api.support.ProcessorClock;
import io.mscale.results.evidence.MachineState;
import io.mscale.results.statistics.TurnRatio;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds quiet moments for turns: if other processes took processors from the last turn, the next one waits until they rest.
 * What others do does not depend on whose turn it is, so that waiting favours nobody.
 *
 * <p>A machine that never rests must not make a run endless: no turn waits longer than {@value #LONGEST_SECONDS} s, all
 * together wait no longer than they last themselves and one such wait, and after one in vain there is no other.
 */
final class QuietMoments {

    /** Linux counts busy time in steps of 10 ms; this many tell a processor that is taken from one that is not. */
    private static final long LOOK_MILLIS = 60;

    /** Others that take this many processors during a look are not at rest. */
    private static final double BUSY = 0.5;

    /** Neighbours that rest at all, such as tests or a compiler, mostly do so within seconds. */
    private static final double LONGEST_SECONDS = 10;

    private final int threads;
    private final Supplier<ProcessorClock.Reading> clock;
    private final Pause pause;
    private ProcessorClock.@Nullable Reading granted;
    private double turnSeconds;
    private double waitedSeconds;
    private boolean isInVain;

    /** Lets time pass. */
    interface Pause {
        void sleep(long millis) throws InterruptedException;
    }

    /**
     * For turns of trainings on that many threads. While {@link #await} runs, none of them is trained.
     *
     * @param clock reads the processors' time; where the system does not tell it, every moment is quiet
     */
    QuietMoments(int threads, Supplier<ProcessorClock.Reading> clock, Pause pause) {
        this.threads = threads;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * To be called before each turn: returns at once if the last one was quiet, else at the next quiet moment or when
     * patience is at its end.
     *
     * @param isStopped whether there is nothing left to wait for
     */
    void await(BooleanSupplier isStopped) {
        ProcessorClock.Reading now = clock.get();
        ProcessorClock.Reading before = granted;
        granted = now;
        if (before != null) {
            turnSeconds += seconds(before, now);
            if (taken(before, now) <= TurnRatio.QUIET) {
                return;
            }
        }
        double patience = isInVain ? 0 : Math.min(LONGEST_SECONDS, LONGEST_SECONDS + turnSeconds - waitedSeconds);
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
        if (looks > 1) {
            waitedSeconds += waited;
        }
        isInVain = isInVain || (!isQuiet && waited >= LONGEST_SECONDS);
        granted = now;
    }

    /** The time that turns have waited so far, in seconds, without looks at a machine that was quiet. */
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

    /** The processors that others took from the training's threads, or would have taken. */
    private double taken(ProcessorClock.Reading before, ProcessorClock.Reading after) {
        Double others = ProcessorClock.others(before, after);
        return others == null ? 0 : MachineState.disturbing(others, threads, after.processors());
    }

    private static double seconds(ProcessorClock.Reading before, ProcessorClock.Reading after) {
        return (after.nanos() - before.nanos()) / 1e9;
    }
}
