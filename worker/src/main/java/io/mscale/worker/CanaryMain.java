package io.mscale.worker;

import io.mscale.record.cell.Quantile;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.CanaryNoise;
import io.mscale.worker.disturbance.Canary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Reads a canary for two seconds and writes the {@link CanaryNoise} as JSON. Arguments: the number of threads, the file. */
public final class CanaryMain {

    private static final double SECONDS = 2;

    /** Between two readings, as in a training: all threads sleep. */
    private static final long PAUSE_NANOS = 10_000_000;

    private CanaryMain() {}

    public static void main(String[] args) throws IOException {
        ParentWatch watch = ParentWatch.start();
        int threads = Integer.parseInt(args[0]);
        List<Double> rates = new ArrayList<>();
        Canary canary = new Canary(threads);
        long start = System.nanoTime();
        while (System.nanoTime() - start < SECONDS * 1e9) {
            rates.add(canary.rate());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        double[] sorted =
                rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double best = sorted[sorted.length - 1];
        CanaryNoise noise = new CanaryNoise(
                threads,
                sorted.length,
                Quantile.of(sorted, 0.5) / best,
                Quantile.of(sorted, 0.05) / best,
                Quantile.of(sorted, 0.95) / best);
        AtomicFile.write(Path.of(args[1]), RecordJson.line(noise));
        watch.exit(0);
    }
}
