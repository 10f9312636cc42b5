package io.mscale.worker.training;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TaskSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specifications of cells that fit the {@link LineTask}: 20 training points, 10 test points, 4 parameters. */
public final class Cells {

    private Cells() {}

    /** Full batches, no limits. */
    public static CellSpec of(String backend, int steps) {
        return of(backend, "cpu", steps, 20, new CellSpec.Measurement("steps", 0.01, false, null, 60, null, false));
    }

    static CellSpec miniBatch(int steps, int batchSize) {
        return of(
                "linear",
                "cpu",
                steps,
                batchSize,
                new CellSpec.Measurement("steps", 0.01, false, null, 60, null, false));
    }

    static CellSpec limited(int steps, boolean stopAtTarget, @Nullable Double timeLimitSeconds) {
        return of(
                "linear",
                "cpu",
                steps,
                20,
                new CellSpec.Measurement("steps", 0.1, stopAtTarget, timeLimitSeconds, 60, null, false));
    }

    static CellSpec onDevice(String device) {
        return of("linear", device, 5, 20, new CellSpec.Measurement("steps", 0.1, false, null, 60, null, false));
    }

    /** A cell of another task; its network still fits {@link LineTask} only. */
    static CellSpec ofTask(String task, TaskSettings settings) {
        CellSpec.Measurement measurement = new CellSpec.Measurement("steps", 0.01, false, null, 60, null, false);
        return of("linear", "cpu", task, 5, 20, measurement, settings);
    }

    private static CellSpec of(
            String backend, String device, int steps, int batchSize, CellSpec.Measurement measurement) {
        return of(backend, device, "line", steps, batchSize, measurement, TaskSettings.NONE);
    }

    private static CellSpec of(
            String backend,
            String device,
            String task,
            int steps,
            int batchSize,
            CellSpec.Measurement measurement,
            TaskSettings settings) {
        return new CellSpec(
                CellSpec.SCHEMA,
                0,
                "cell",
                backend,
                device,
                task,
                "single",
                "smoke",
                1,
                42,
                "float64",
                1,
                new CellSpec.Network("dense", 1, List.of(1), 1, "1", "sin", "relu", "uniform"),
                new CellSpec.Training(steps, 20, 10, batchSize, "mse", "adam", 0.1, 0),
                measurement,
                WorkerSettings.NONE,
                "",
                settings);
    }
}
