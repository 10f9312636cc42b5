package io.mscale.worker.disturbance;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A fixed piece of work on several threads at once. How fast it is done tells what the machine gives them at that moment: a
 * process that takes one of their processors, or a lower clock rate, slows it down. Used by one thread at a time, which is one
 * of those that work. The others are new in every try: the system starts new threads on idle processors, whereas it may wake
 * old ones on a processor that is in use while another is idle.
 */
public final class Canary {

    /** The duration of the work on an undisturbed machine: longer than the time slices of Linux's scheduler, 3 ms. */
    private static final double SECONDS = 0.005;

    /**
     * How often a reading tries at most: a library's threads may spin, the just-in-time compiler of this JVM may be at work,
     * and the system may interrupt one. They are soon gone; a neighbour stays.
     */
    private static final int MOST_TRIES = 6;

    /** The pause before the first try; each later one is twice as long as the one before it. */
    private static final long SETTLING_NANOS = 2_000_000;

    /** A try that comes this near to the best rate of earlier readings is believed at once. */
    private static final double GOOD = 0.95;

    /** Rounds of a call while the work is compiled and its duration measured: some 50 microseconds once compiled. */
    private static final int PIECE = 20_000;

    /** Calls in a row that are no faster than the fastest so far: the last just-in-time compiler has done its work. */
    private static final int ENOUGH_PIECES = 150;

    /** A machine on which that takes longer runs everything slowly. */
    private static final double LONGEST_CALIBRATION_SECONDS = 0.5;

    /** By how much a call must be faster to count. */
    private static final double FASTER = 0.9;

    /** How long the first waits for the last to arrive; where one finds no processor, they begin without it. */
    private static final long LONGEST_GATHERING_NANOS = 5_000_000;

    private final int threads;
    private final int rounds;
    private final DoubleAdder results = new DoubleAdder();

    private double best;

    /**
     * Measures how much work is done in a reading, which takes some 20 ms.
     *
     * @param threads how many work, the calling thread included; at least 1
     */
    public Canary(int threads) {
        this.threads = threads;
        this.rounds = calibrated();
    }

    /** How many threads work. */
    public int threads() {
        return threads;
    }

    /**
     * Does the work until it has gone well, or often enough.
     *
     * @return the best rate, in 1e9 operations per second of all threads together from the start until the last has finished
     */
    public double rate() {
        double reading = 0;
        double second = 0;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            // Meanwhile threads of the library that spin go to sleep.
            LockSupport.parkNanos(SETTLING_NANOS << attempt);
            double rate = attempt();
            second = Math.max(second, Math.min(reading, rate));
            reading = Math.max(reading, rate);
            // Of the first reading nobody knows how good it can be, but two tries that agree are believed.
            if (best > 0 ? reading >= GOOD * best : second >= GOOD * reading) {
                break;
            }
        }
        best = Math.max(best, reading);
        return reading;
    }

    private double attempt() {
        AtomicInteger missing = new AtomicInteger(threads - 1);
        AtomicInteger unfinished = new AtomicInteger(threads - 1);
        AtomicBoolean isBegun = new AtomicBoolean();
        long start;
        try {
            for (int i = 1; i < threads; i++) {
                start("canary-" + i, () -> {
                    missing.decrementAndGet();
                    spinUntil(isBegun::get, Long.MAX_VALUE);
                    work(rounds);
                    unfinished.decrementAndGet();
                });
            }
            spinUntil(() -> missing.get() == 0, LONGEST_GATHERING_NANOS);
        } finally {
            // Nobody spins on if the system has no more threads.
            start = System.nanoTime();
            isBegun.set(true);
        }
        work(rounds);
        // Asleep, this thread would be woken by another, on the other's processor.
        spinUntil(() -> unfinished.get() == 0, Long.MAX_VALUE);
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        return (double) rounds * MultiplyAdds.PER_ROUND * threads / seconds / 1e9;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void spinUntil(BooleanSupplier condition, long mostNanos) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < mostNanos) {
            Thread.onSpinWait();
        }
    }

    private void work(int some) {
        results.add(MultiplyAdds.run(some, 0.5));
    }

    /** How many rounds take the wanted time on an undisturbed processor. */
    private int calibrated() {
        long begin = System.nanoTime();
        long fastest = Long.MAX_VALUE;
        long elapsed = 0;
        for (int i = 0; i < ENOUGH_PIECES && elapsed < LONGEST_CALIBRATION_SECONDS * 1e9; i++) {
            long start = System.nanoTime();
            work(PIECE);
            long now = System.nanoTime();
            if (now - start < FASTER * fastest) {
                fastest = Math.max(1, now - start);
                i = 0;
            }
            elapsed = now - begin;
        }
        return (int) Math.max(PIECE, Math.min(Integer.MAX_VALUE, PIECE * (SECONDS * 1e9 / fastest)));
    }
}
