package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Threads that share the pieces of a step, each running single-threaded native operations. They synchronise once per
 * step. The library's own threads would synchronise in every operation, with busy waiting, and obstruct each other when
 * the machine has other work.
 */
final class ThreadTeam implements AutoCloseable {

    static final String THREAD_NAME = "nd4j-team";

    private final int members;
    private final ExecutorService others;

    ThreadTeam(int members) {
        this.members = members;
        others = Executors.newFixedThreadPool(Math.max(1, members - 1), task -> {
            Thread thread = new Thread(task, THREAD_NAME);
            thread.setDaemon(true);
            return thread;
        });
    }

    int members() {
        return members;
    }

    /** Runs the task for 0 .. members - 1 in parallel; the caller is member 0. Returns when all have finished. */
    void run(IntConsumer task) {
        List<Future<?>> running = new ArrayList<>();
        for (int member = 1; member < members; member++) {
            int number = member;
            running.add(others.submit(() -> task.accept(number)));
        }
        try {
            task.accept(0);
        } finally {
            running.forEach(ThreadTeam::await);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training thread failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}
