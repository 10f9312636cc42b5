package io.mscale.api.support;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that run the same task side by side; the calling thread is member 0. Between tasks, members spin
 * for a moment before they sleep, because the next task usually follows at once.
 *
 * <p>Used by one thread at a time. Running a task allocates nothing.
 */
public final class ThreadTeam implements AutoCloseable {

    /** What each member does. */
    public interface Task {

        /** Does the share of a member, counted from 0. */
        void run(int member);
    }

    private static final int SPINS = 20_000;

    private final Thread[] others;
    private final AtomicInteger unfinished = new AtomicInteger();
    private final @Nullable Throwable[] failures;
    private volatile @Nullable Thread caller;
    private int rounds;
    private volatile int round;
    private volatile boolean closed;
    private Task task = member -> {};

    /**
     * Starts the threads, called name-1, name-2, ...
     *
     * @param members how many, the calling thread included; at least 1
     */
    public ThreadTeam(String name, int members) {
        failures = new Throwable[members];
        others = new Thread[members - 1];
        for (int i = 0; i < others.length; i++) {
            int member = i + 1;
            others[i] = new Thread(() -> serve(member), name + "-" + member);
            others[i].setDaemon(true);
            others[i].start();
        }
    }

    /** The number of members, the caller included. */
    public int members() {
        return others.length + 1;
    }

    /**
     * Has every member run the task and waits for all of them.
     *
     * @throws IllegalStateException if a member failed, with what it threw as cause
     */
    public void run(Task newTask) {
        task = newTask;
        caller = Thread.currentThread();
        unfinished.set(others.length);
        rounds++;
        round = rounds;
        for (Thread other : others) {
            LockSupport.unpark(other);
        }
        attempt(0);
        for (int spins = 0; unfinished.get() > 0; spins++) {
            pause(spins);
        }
        IllegalStateException failed = null;
        for (Throwable failure : failures) {
            if (failure != null && failed == null) {
                failed = new IllegalStateException("a computing thread failed: " + failure, failure);
            } else if (failure != null && failed != null) {
                failed.addSuppressed(failure);
            }
        }
        Arrays.fill(failures, null);
        if (failed != null) {
            throw failed;
        }
    }

    /** Ends the other members' threads. */
    @Override
    public void close() {
        closed = true;
        for (Thread other : others) {
            LockSupport.unpark(other);
        }
    }

    private void serve(int member) {
        int seen = 0;
        while (true) {
            for (int spins = 0; round == seen && !closed; spins++) {
                pause(spins);
            }
            if (closed) {
                return;
            }
            seen = round;
            attempt(member);
            if (unfinished.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    private void attempt(int member) {
        try {
            task.run(member);
        } catch (RuntimeException | Error failure) {
            failures[member] = failure;
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.park();
        }
    }
}
