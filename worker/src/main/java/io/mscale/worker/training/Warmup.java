package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import io.mscale.worker.log.EventLog;

/**
 * Runs uncounted steps, so that just-in-time compilation, thread pools and caches have settled when the clock starts.
 * Afterwards the model is reset to its initial parameters, so that training does not benefit from the warm-up.
 */
public final class Warmup {

    /** Minimum number of steps. */
    public static final int LEAST_STEPS = 2;

    /** Minimum duration in seconds. */
    public static final double LEAST_SECONDS = 1;

    private Warmup() {}

    static void run(PreparedModel prepared, EventLog log) {
        MscaleModel model = prepared.model();
        long start = System.nanoTime();
        model.train(1);
        double firstSeconds = (System.nanoTime() - start) / 1e9;
        int steps = 1;
        while (steps < LEAST_STEPS || System.nanoTime() - start < LEAST_SECONDS * 1e9) {
            model.train(1);
            steps++;
        }
        prepared.restart();
        log.warmUp(steps, firstSeconds);
    }
}
