package io.mscale.record.sample;

import io.mscale.api.LibraryInfo;
import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records made by hand. */
public final class Samples {

    private static final LibraryInfo EJML = new LibraryInfo("EJML", "0.46.1", null, 2, null, null);

    private static final CellSpec.Network NETWORK =
            new CellSpec.Network("dense", 1, List.of(3), 1, "linear:3", "sin", "relu", "uniform");

    private static final CellSpec.Training TRAINING =
            new CellSpec.Training(100, 8, 4, 30_000, "mse", "adam", 1e-3, 1e-7);

    private static final CellSpec.Measurement MEASUREMENT =
            new CellSpec.Measurement("steps", 0.01, false, null, 600, 128.0, false);

    private static final WorkerSettings WORKER =
            new WorkerSettings(List.of("-Xmx1g"), Map.of("OMP_NUM_THREADS", "2", "A", "1", "MKL", "0"));

    /** Where a run lies. */
    public static final RunFolder FOLDER = new RunFolder(Path.of("run"));

    private Samples() {}

    /** A specification with every field set. */
    public static CellSpec spec() {
        return new CellSpec(
                CellSpec.SCHEMA,
                3,
                "cell-3",
                "ejml",
                "cpu",
                "fit1d",
                "multi",
                "quick",
                2,
                -42,
                "float32",
                2,
                NETWORK,
                TRAINING,
                new CellSpec.Measurement("none", 0.5, true, 90.0, 600, 64.0, true),
                WORKER);
    }

    /** A cell that ended well, the first repeat, with that test MSE. */
    public static CellRecord ok(String backend, String variant, double testMse) {
        return ok(backend, variant, 1, testMse);
    }

    /** A cell that ended well, with that test MSE. */
    public static CellRecord ok(String backend, String variant, int repeat, double testMse) {
        return new CellRecord(
                backend + "-cpu-fit1d-" + variant + "-" + repeat,
                backend,
                "cpu",
                "fit1d",
                variant,
                "quick",
                repeat,
                42,
                "float32",
                CellStatus.OK,
                null,
                EJML,
                NETWORK,
                TRAINING,
                MEASUREMENT,
                WORKER,
                10,
                240,
                304.0,
                new CellRecord.Accuracy(
                        0.5,
                        testMse,
                        0.25,
                        1.5,
                        List.of(new CellRecord.Frequency(23, 0.125), new CellRecord.Frequency(137, null))),
                new CellRecord.Timing(
                        1.5,
                        0.75,
                        100,
                        12.5,
                        new CellRecord.StepTime(0.125, 0.0625, 0.25, List.of(0.0625, 0.125, 0.25), List.of(1, 2, 100)),
                        8.0,
                        1.75,
                        1.75 / 128,
                        variant.equals("multi") ? new CellRecord.TimeToTarget(0.01, 2.5, 20) : null,
                        null),
                new CellRecord.Memory(312_000_000L, null),
                null,
                List.of(
                        new CellRecord.CurvePoint(
                                0,
                                0,
                                1.0,
                                1.25,
                                List.of(new CellRecord.Frequency(23, 1.0), new CellRecord.Frequency(137, 0.5))),
                        new CellRecord.CurvePoint(100, 12.5, null, testMse, List.of())));
    }

    /** The same cell with another parity. */
    public static CellRecord withParity(CellRecord cell, CellRecord.Parity parity) {
        return with(cell, cell.device(), cell.task(), cell.status(), cell.timing(), parity, cell.curve());
    }

    /** The same cell with other step times, in seconds; their quantiles are left as they are. */
    public static CellRecord withSteps(CellRecord cell, Double... samples) {
        CellRecord.Timing old = Objects.requireNonNull(cell.timing());
        CellRecord.StepTime step = new CellRecord.StepTime(0.125, 0.0625, 0.25, List.of(samples), List.of());
        CellRecord.Timing timing = new CellRecord.Timing(
                old.startupSeconds(),
                old.firstStepSeconds(),
                old.steps(),
                old.trainSeconds(),
                step,
                old.stepsPerSecond(),
                old.gflops(),
                old.peakFraction(),
                old.timeToTarget(),
                null);
        return with(cell, cell.device(), cell.task(), cell.status(), timing, cell.parity(), cell.curve());
    }

    /** The same cell with another time to its target; null if it was not reached. */
    public static CellRecord withTimeToTarget(CellRecord cell, CellRecord.@Nullable TimeToTarget reached) {
        CellRecord.Timing old = Objects.requireNonNull(cell.timing());
        CellRecord.Timing timing = new CellRecord.Timing(
                old.startupSeconds(),
                old.firstStepSeconds(),
                old.steps(),
                old.trainSeconds(),
                old.step(),
                old.stepsPerSecond(),
                old.gflops(),
                old.peakFraction(),
                reached,
                null);
        return with(cell, cell.device(), cell.task(), cell.status(), timing, cell.parity(), cell.curve());
    }

    /** The same cell with another training and target. */
    public static CellRecord withTarget(CellRecord cell, CellSpec.Training training, double targetMse) {
        return new CellRecord(
                cell.id(),
                cell.backend(),
                cell.device(),
                cell.task(),
                cell.variant(),
                cell.preset(),
                cell.repeat(),
                cell.seed(),
                cell.precision(),
                cell.status(),
                cell.reason(),
                cell.library(),
                cell.network(),
                training,
                new CellSpec.Measurement("steps", targetMse, false, null, 600, 128.0, false),
                cell.worker(),
                cell.parameters(),
                cell.flopsPerStep(),
                cell.bytesPerStep(),
                cell.accuracy(),
                cell.timing(),
                cell.memory(),
                cell.parity(),
                cell.curve());
    }

    /** Repeats of a cell, one for each median step in seconds. */
    public static List<CellRecord> repeats(String backend, boolean twin, double... medianSteps) {
        List<CellRecord> cells = new ArrayList<>();
        for (double median : medianSteps) {
            CellRecord cell = withMedianStep(ok(backend, "multi", cells.size() + 1, 0.1), median);
            cells.add(with(
                    cell, twin, cell.device(), cell.task(), cell.status(), cell.timing(), cell.parity(), cell.curve()));
        }
        return cells;
    }

    /** The same cell with another median step, in seconds. */
    public static CellRecord withMedianStep(CellRecord cell, double median) {
        CellRecord.Timing old = Objects.requireNonNull(cell.timing());
        CellRecord.Timing timing = new CellRecord.Timing(
                old.startupSeconds(),
                old.firstStepSeconds(),
                old.steps(),
                old.trainSeconds(),
                new CellRecord.StepTime(median, median, median, List.of(median), List.of(1)),
                1 / median,
                old.gflops(),
                old.peakFraction(),
                old.timeToTarget(),
                null);
        return with(cell, cell.device(), cell.task(), cell.status(), timing, cell.parity(), cell.curve());
    }

    /** The same cell with another curve. */
    public static CellRecord withCurve(CellRecord cell, CellRecord.CurvePoint... points) {
        return with(cell, cell.device(), cell.task(), cell.status(), cell.timing(), cell.parity(), List.of(points));
    }

    /** The same cell on another device and task. */
    public static CellRecord at(CellRecord cell, String device, String task) {
        return with(cell, device, task, cell.status(), cell.timing(), cell.parity(), cell.curve());
    }

    /** The same cell of a run that trains it in several ways. */
    public static CellRecord withSeed(CellRecord cell, long seed, String setting) {
        return new CellRecord(
                cell.id() + "-seed" + seed,
                cell.backend(),
                cell.device(),
                cell.task(),
                cell.variant(),
                cell.preset(),
                cell.repeat(),
                seed,
                cell.precision(),
                cell.status(),
                cell.reason(),
                cell.library(),
                cell.network(),
                cell.training(),
                cell.measurement(),
                cell.worker(),
                cell.parameters(),
                cell.flopsPerStep(),
                cell.bytesPerStep(),
                cell.accuracy(),
                cell.timing(),
                cell.memory(),
                cell.parity(),
                cell.curve(),
                setting,
                cell.taskSettings());
    }

    /** The same cell with other errors. */
    public static CellRecord withAccuracy(CellRecord cell, CellRecord.Accuracy accuracy) {
        return with(cell, accuracy, cell.memory(), cell.taskSettings());
    }

    /** The same cell, its task made from something else. */
    public static CellRecord withTask(CellRecord cell, TaskSettings settings) {
        return with(cell, cell.accuracy(), cell.memory(), settings);
    }

    /** The same cell, which held other memory. */
    public static CellRecord withMemory(CellRecord cell, CellRecord.Memory memory) {
        return with(cell, cell.accuracy(), memory, cell.taskSettings());
    }

    private static CellRecord with(
            CellRecord cell,
            CellRecord.@Nullable Accuracy accuracy,
            CellRecord.@Nullable Memory memory,
            TaskSettings settings) {
        return new CellRecord(
                cell.id(),
                cell.backend(),
                cell.device(),
                cell.task(),
                cell.variant(),
                cell.preset(),
                cell.repeat(),
                cell.seed(),
                cell.precision(),
                cell.status(),
                cell.reason(),
                cell.library(),
                cell.network(),
                cell.training(),
                cell.measurement(),
                cell.worker(),
                cell.parameters(),
                cell.flopsPerStep(),
                cell.bytesPerStep(),
                accuracy,
                cell.timing(),
                memory,
                cell.parity(),
                cell.curve(),
                cell.setting(),
                settings);
    }

    /** The same cell, ended otherwise after it was timed. */
    public static CellRecord withStatus(CellRecord cell, CellStatus status) {
        return with(cell, cell.device(), cell.task(), status, cell.timing(), cell.parity(), cell.curve());
    }

    private static CellRecord with(
            CellRecord cell,
            String device,
            String task,
            CellStatus status,
            CellRecord.@Nullable Timing timing,
            CellRecord.@Nullable Parity parity,
            List<CellRecord.CurvePoint> curve) {
        return with(cell, cell.measurement().twin(), device, task, status, timing, parity, curve);
    }

    private static CellRecord with(
            CellRecord cell,
            boolean twin,
            String device,
            String task,
            CellStatus status,
            CellRecord.@Nullable Timing timing,
            CellRecord.@Nullable Parity parity,
            List<CellRecord.CurvePoint> curve) {
        return new CellRecord(
                cell.id(),
                cell.backend(),
                device,
                task,
                cell.variant(),
                cell.preset(),
                cell.repeat(),
                cell.seed(),
                cell.precision(),
                status,
                cell.reason(),
                cell.library(),
                cell.network(),
                cell.training(),
                new CellSpec.Measurement("steps", 0.01, false, null, 600, 128.0, twin),
                cell.worker(),
                cell.parameters(),
                cell.flopsPerStep(),
                cell.bytesPerStep(),
                cell.accuracy(),
                timing,
                cell.memory(),
                parity,
                curve);
    }

    /** A cell that never got to its first step. */
    public static CellRecord failed(String backend, CellStatus status, @Nullable String reason) {
        return new CellRecord(
                backend + "-cpu-fit1d-multi-1",
                backend,
                "cpu",
                "fit1d",
                "multi",
                "quick",
                1,
                42,
                "float32",
                status,
                reason,
                null,
                NETWORK,
                TRAINING,
                MEASUREMENT,
                WORKER,
                10,
                240,
                304.0,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** A finished run of those cells. */
    public static RunRecord run(CellRecord... cells) {
        return new RunRecord(
                RunRecord.SCHEMA,
                "20260101-000000-abcd",
                new RunRecord.Tool("0.1.0", null),
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:01:00.5Z",
                null,
                List.of("run", "--backend", "ejml"),
                new RunRecord.Environment(
                        "Linux 6",
                        "amd64",
                        "A CPU",
                        2,
                        8_000_000_000L,
                        "OpenJDK 17",
                        null,
                        null,
                        128.0,
                        4e10,
                        null,
                        null,
                        List.of(),
                        WorkerSettings.NONE),
                List.of(cells));
    }
}
