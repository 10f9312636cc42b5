package io.mscale.worker.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that do the same work simultaneously, in several spells that each start at a barrier and run without a pause.
 * A spell is divided into windows, the same for all threads, and the best window counts: other activity on the machine
 * can only slow a window down.
 *
 * @param size the number of threads
 */
record Team(int size) {

    /** The work that a thread repeats. */
    interface Work {

        /** Does a small part of the work, far less than fits in a window, and returns its amount. */
        double doSome();
    }

    /**
     * With 10 spells of 25 ms the measurement takes a quarter of a second, and has 250 windows of 1 ms to choose from.
     */
    private static final int SPELLS = 10;

    private static final Duration SPELL = Duration.ofMillis(25);

    /**
     * Measures the highest rate per second that the whole team reaches in any window.
     *
     * @param window the length of a window
     * @param preparation creates the work of one thread
     * @throws ExecutionException if a thread failed
     */
    double bestRate(Duration window, Callable<Work> preparation) throws InterruptedException, ExecutionException {
        List<Work> works = atOnce(Collections.nCopies(size, preparation));
        double best = 0;
        for (int spell = 0; spell < SPELLS; spell++) {
            best = Math.max(best, bestWindow(works, window));
        }
        return best / window.toNanos() * 1e9;
    }

    /** Returns the amount of work that all threads together did in the best window of a spell. */
    private static double bestWindow(List<Work> works, Duration window)
            throws InterruptedException, ExecutionException {
        AtomicLong start = new AtomicLong();
        CyclicBarrier barrier = new CyclicBarrier(works.size(), () -> start.set(System.nanoTime()));
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (Work work : works) {
            tasks.add(() -> {
                barrier.await();
                return spell(work, start.get(), window);
            });
        }
        double[] together = new double[(int) SPELL.dividedBy(window)];
        for (double[] amounts : atOnce(tasks)) {
            Arrays.setAll(together, w -> together[w] + amounts[w]);
        }
        return Arrays.stream(together).max().orElseThrow();
    }

    /** Runs one thread's spell and returns its work per window. Work counts in the window in which it ends. */
    private static double[] spell(Work work, long start, Duration window) {
        double[] amounts = new double[(int) SPELL.dividedBy(window)];
        while (true) {
            double amount = work.doSome();
            long passed = (System.nanoTime() - start) / window.toNanos();
            if (passed >= amounts.length) {
                return amounts;
            }
            amounts[(int) passed] += amount;
        }
    }

    /**
     * Runs the tasks in new threads: the system places new threads on idle processors, but leaves existing ones in
     * place.
     */
    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
