package io.mscale.worker.disturbance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A fixed piece of work on several threads at once. How fast it is done tells what the machine gives them at that moment: a
 * process that takes one of their processors, or a lower clock rate, slows it down. Used by one thread at a time, which is one
 * of those that work; the others sleep in between.
 */
public final class Canary implements AutoCloseable {

    /** The duration of the work on an undisturbed machine: longer than the time slices of Linux's scheduler, 3 ms. */
    private static final double SECONDS = 0.005;

    /**
     * How often a reading tries at most. The scheduler may put two threads on one processor while another is idle, and a
     * library's threads may spin longer than this waits. A neighbour stays.
     */
    private static final int MOST_TRIES = 3;

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

    private static final int CLOSED = -1;

    private final int rounds;
    private final List<Thread> others;
    private final AtomicInteger unfinished = new AtomicInteger();
    private final DoubleAdder results = new DoubleAdder();

    /** Grows at the beginning and at the end of every try. Odd: the others work. Even: they sleep. */
    private final AtomicInteger signal = new AtomicInteger();

    private double best;

    /**
     * Starts the threads and measures how much work they are given, which takes some 20 ms.
     *
     * @param threads how many work, the calling thread included; at least 1
     */
    public Canary(int threads) {
        rounds = calibrated();
        others = IntStream.range(1, threads).mapToObj(this::started).toList();
    }

    private Thread started(int number) {
        Thread thread = new Thread(this::serve, "canary-" + number);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** How many threads work. */
    public int threads() {
        return others.size() + 1;
    }

    /**
     * Does the work until it has gone well, or often enough.
     *
     * @return the best rate, in 1e9 operations per second of all threads together from the start until the last has finished
     */
    public double rate() {
        double reading = 0;
        for (int attempt = 0; attempt < MOST_TRIES && (best == 0 || reading < GOOD * best); attempt++) {
            reading = Math.max(reading, attempt());
        }
        best = Math.max(best, reading);
        return reading;
    }

    private double attempt() {
        // Meanwhile threads of the library that spin go to sleep, and the canary's are woken on idle processors.
        LockSupport.parkNanos(SETTLING_NANOS);
        unfinished.set(others.size());
        long start = System.nanoTime();
        signal.incrementAndGet();
        others.forEach(LockSupport::unpark);
        work(rounds);
        // Asleep, this thread would be woken by another, on the other's processor.
        while (unfinished.get() > 0) {
            Thread.onSpinWait();
        }
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        signal.incrementAndGet();
        return (double) rounds * MultiplyAdds.PER_ROUND * threads() / seconds / 1e9;
    }

    /** Ends the threads. No rate is read afterwards. */
    @Override
    public void close() {
        signal.set(CLOSED);
        others.forEach(LockSupport::unpark);
    }

    private void serve() {
        int seen = 0;
        while (seen != CLOSED) {
            int now = signal.get();
            if (now != seen && now % 2 == 1) {
                work(rounds);
                unfinished.decrementAndGet();
            } else if (now == seen && now % 2 == 0) {
                LockSupport.park(this);
            } else {
                Thread.onSpinWait();
            }
            seen = now;
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
