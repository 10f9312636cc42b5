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
 * Threads that do the same work at the same time: several spells of it, each from a barrier on and without a pause. A
 * spell is cut into windows, the same for all threads, and the best window counts: whatever else happens on the machine
 * can only make one worse.
 *
 * @param size the number of threads
 */
record Team(int size) {

    /** What a thread does again and again. */
    interface Work {

        /** Does a little of it, far less than a window's worth, and returns how much that was. */
        double doSome();
    }

    private static final int SPELLS = 10;
    private static final Duration SPELL = Duration.ofMillis(25);

    /**
     * The rate that the whole team reaches in its best window, per second.
     *
     * @param window its length
     * @param preparation makes the work of one thread
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

    /** How much all threads together did in the best window of a spell. */
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

    /** One thread's spell: how much it did in each window. Work counts where it ends. */
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

    /** In new threads each time: the system puts a new thread where there is room, and leaves an old one where it was. */
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
