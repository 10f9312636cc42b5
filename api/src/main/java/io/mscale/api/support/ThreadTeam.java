package io.mscale.api.support;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that run the same task side by side; the calling thread is member 0.
 *
 * <p>Whoever waits for the others, or for the next task, spins before it sleeps, because that usually follows at once and
 * waking up takes tens of microseconds. Each member learns how long: waits that were short lengthen its spinning, long ones
 * shorten it. So where another program has taken a core from one member, the others soon sleep and leave it theirs, instead
 * of spinning while they keep it from catching up.
 *
 * <p>Used by one thread at a time. Running a task allocates nothing.
 */
public final class ThreadTeam implements AutoCloseable {

    /** What each member does. */
    public interface Task {

        /** Does the share of a member, counted from 0. */
        void run(int member);
    }

    /** Distance of two signals, in numbers: 128 bytes, because processors fetch lines of 64 bytes in pairs. */
    static final int SPACING = 32;

    /** The number of the current round, or {@link #CLOSED}: what members wait for. */
    static final int ROUND = SPACING;

    /** The number of the last round that all others have finished: what the caller waits for. */
    static final int FINISHED = 2 * SPACING;

    /** How many of the others are still at work. */
    static final int UNFINISHED = 3 * SPACING;

    /** Whether member 0 sleeps; the others' signals follow. */
    static final int SLEEPER = 4 * SPACING;

    private static final int CLOSED = -1;

    /** Spins before sleep: up to a millisecond, depending on the processor, and about a microsecond at least. */
    private static final int LONGEST = 20_000;

    private static final int SHORTEST = 64;

    /**
     * Below this a sleep is short: much of it may be the waking up, which would keep members asleep whom nobody disturbs. A
     * program that takes a core keeps it for milliseconds.
     */
    private static final long SHORT_SLEEP_NANOS = 500_000;

    /** Member 0's is the last caller. */
    private final Thread[] threads;

    private final AtomicIntegerArray signals;
    private final @Nullable Throwable[] failures;
    private Task task = member -> {};
    private int callersPatience = LONGEST;

    /**
     * Starts the threads, called name-1, name-2, ...
     *
     * @param members how many, the calling thread included; at least 1
     */
    public ThreadTeam(String name, int members) {
        signals = new AtomicIntegerArray(SLEEPER + (members + 1) * SPACING);
        failures = new Throwable[members];
        threads = new Thread[members];
        threads[0] = Thread.currentThread();
        for (int i = 1; i < members; i++) {
            int member = i;
            threads[i] = new Thread(() -> serve(member), name + "-" + member);
            threads[i].setDaemon(true);
        }
        try {
            for (int i = 1; i < members; i++) {
                threads[i].start();
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The number of members, the caller included. */
    public int members() {
        return threads.length;
    }

    /**
     * Has every member run the task and waits for all of them.
     *
     * @throws IllegalStateException if a member failed, with what it threw as cause; or if the team is closed
     */
    public void run(Task newTask) {
        int last = signals.get(ROUND);
        if (last == CLOSED) {
            throw new IllegalStateException("the team is closed");
        }
        int round = last == Integer.MAX_VALUE ? 0 : last + 1;
        task = newTask;
        threads[0] = Thread.currentThread();
        signals.set(UNFINISHED, members() - 1);
        signals.set(ROUND, round);
        wakeOthers();
        attempt(0);
        if (members() == 1) {
            signals.set(FINISHED, round);
        }
        callersPatience = await(0, FINISHED, last, callersPatience);
        reportFailures();
    }

    /** Ends the other members' threads. */
    @Override
    public void close() {
        signals.set(ROUND, CLOSED);
        wakeOthers();
    }

    private void serve(int member) {
        int patience = LONGEST;
        int seen = 0;
        while (true) {
            patience = await(member, ROUND, seen, patience);
            seen = signals.get(ROUND);
            if (seen == CLOSED) {
                return;
            }
            attempt(member);
            if (signals.decrementAndGet(UNFINISHED) == 0) {
                signals.set(FINISHED, seen);
                wake(0);
            }
        }
    }

    private void attempt(int member) {
        try {
            task.run(member);
        } catch (Throwable failure) { // native code can throw checked exceptions too
            failures[member] = failure;
        }
    }

    /**
     * Waits until a signal changes.
     *
     * @param patience how often to look before sleeping
     * @return the patience for the member's next wait
     */
    private int await(int member, int signal, int old, int patience) {
        for (int spins = 0; spins < patience; spins++) {
            if (signals.get(signal) != old) {
                return Math.min(LONGEST, 2 * patience);
            }
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        while (signals.get(signal) == old) {
            signals.set(sleeper(member), 1);
            // whoever changes the signal after this look sees the sleeper
            if (signals.get(signal) == old) {
                LockSupport.park(this);
            }
            signals.set(sleeper(member), 0);
        }
        boolean wasShort = System.nanoTime() - start < SHORT_SLEEP_NANOS;
        return wasShort ? Math.min(LONGEST, 2 * patience) : Math.max(SHORTEST, patience / 2);
    }

    private void wakeOthers() {
        for (int member = 1; member < members(); member++) {
            wake(member);
        }
    }

    private void wake(int member) {
        if (signals.get(sleeper(member)) != 0) {
            LockSupport.unpark(threads[member]);
        }
    }

    static int sleeper(int member) {
        return SLEEPER + member * SPACING;
    }

    private void reportFailures() {
        IllegalStateException failed = null;
        for (Throwable failure : failures) {
            if (failure != null && failed == null) {
                failed = new IllegalStateException("a computing thread failed: " + failure, failure);
            } else if (failure != null && failed != null) {
                failed.addSuppressed(failure);
            }
        }
        if (failed != null) {
            Arrays.fill(failures, null);
            throw failed;
        }
    }
}
