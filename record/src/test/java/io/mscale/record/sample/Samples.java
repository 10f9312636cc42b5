package io.mscale.record.sample;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.api.training.Loss;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.CellWork;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.run.Machine;
import io.mscale.record.run.ProcessorPeak;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.Yardstick;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records made by hand. */
public final class Samples {

    private static final LibraryInfo EJML = new LibraryInfo("EJML", "0.46.1", null, 2, null, null);

    private static final CellSpec.Network NETWORK = new CellSpec.Network(
            new NetworkSpec(Structure.DENSE, 1, List.of(3), 1, new Scales.Linear(3), Activation.SIN, Activation.RELU),
            Initialization.UNIFORM);

    private static final CellSpec.Training TRAINING =
            new CellSpec.Training(100, 8, 4, 30_000, Loss.meanSquaredError(), "adam", 1e-3, 1e-7);

    private static final CellSpec.Measurement MEASUREMENT =
            new CellSpec.Measurement(TimingMode.STEPS, 0.01, false, null, 600, 128.0, false);

    private static final WorkerSettings WORKER =
            new WorkerSettings(List.of("-Xmx1g"), Map.of("OMP_NUM_THREADS", "2", "A", "1", "MKL", "0"));

    private static final CellWork WORK = new CellWork(10, 240, 304.0);

    /** Where a run lies. */
    public static final RunFolder FOLDER = new RunFolder(Path.of("run"));

    private Samples() {}

    /** A specification with every field set. */
    public static CellSpec spec() {
        return new CellSpec(
                3,
                2,
                new Cell(
                        new CellIdentity(
                                "cell-3",
                                "ejml",
                                Device.CPU,
                                "fit1d",
                                Variant.MULTI,
                                Preset.QUICK,
                                2,
                                -42,
                                Precision.FLOAT32,
                                "",
                                ""),
                        NETWORK,
                        TRAINING,
                        new CellSpec.Measurement(TimingMode.NONE, 0.5, true, 90.0, 600, 64.0, true),
                        WORKER,
                        TaskSettings.NONE));
    }

    /** What is no variant becomes the setting of one: nothing else of a form's name is free. */
    private static Cell cell(String backend, String variant, int repeat) {
        boolean isVariant =
                Arrays.stream(Variant.values()).anyMatch(known -> known.id().equals(variant));
        return new Cell(
                new CellIdentity(
                        backend + "-cpu-fit1d-" + variant + "-" + repeat,
                        backend,
                        Device.CPU,
                        "fit1d",
                        isVariant ? Variant.named(variant) : Variant.MULTI,
                        Preset.QUICK,
                        repeat,
                        42,
                        Precision.FLOAT32,
                        isVariant ? "" : variant,
                        ""),
                NETWORK,
                TRAINING,
                MEASUREMENT,
                WORKER,
                TaskSettings.NONE);
    }

    /** A cell that ended well, the first repeat, with that test MSE. */
    public static CellRecord ok(String backend, String variant, double testMse) {
        return ok(backend, variant, 1, testMse);
    }

    /** A cell that ended well, with that test MSE. */
    public static CellRecord ok(String backend, String variant, int repeat, double testMse) {
        return new CellRecord(
                cell(backend, variant, repeat),
                new CellRecord.Outcome(CellStatus.OK, null),
                EJML,
                WORK,
                new CellRecord.Accuracy(
                        0.5,
                        testMse,
                        0.25,
                        1.5,
                        List.of(new CellRecord.Frequency(23, 0.125), new CellRecord.Frequency(137, null))),
                new Timing(
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
                List.of(),
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
        return with(cell, "parity", parity);
    }

    /** The same cell with other step times, in seconds; their quantiles are left as they are. */
    public static CellRecord withSteps(CellRecord cell, Double... samples) {
        return with(cell, "timing.step", new CellRecord.StepTime(0.125, 0.0625, 0.25, List.of(samples), List.of()));
    }

    /** The same cell with another time to its target; null if it was not reached. */
    public static CellRecord withTimeToTarget(CellRecord cell, CellRecord.@Nullable TimeToTarget reached) {
        return with(cell, "timing.timeToTarget", reached);
    }

    /** The same cell, watched by a canary on two threads with these rates. */
    public static CellRecord withCanary(CellRecord cell, double... rates) {
        return withDisturbance(
                cell, Disturbances.of(rates, new Disturbance.MachineUse(12.5, 2, 0.0, 0.0, 0.0, 3L, null, null)));
    }

    /**
     * The same cell, trained in turns on a quiet machine.
     *
     * @param together names the workers that took turns with each other
     * @param steps the step of each turn in seconds
     */
    public static CellRecord withTurns(CellRecord cell, String together, double... steps) {
        List<Timing.Turn> turns = new ArrayList<>();
        for (double step : steps) {
            turns.add(new Timing.Turn(turns.size() + 1, 4, step, 0.75 * step, 0.0078125));
        }
        return withTurns(cell, together, turns);
    }

    /** The same cell, trained in these turns. */
    public static CellRecord withTurns(CellRecord cell, String together, List<Timing.Turn> turns) {
        CellSpec.Measurement measurement = with(cell.measurement(), "turns", new CellSpec.Turns(0.5, together));
        return with(with(cell, "cell.measurement", measurement), "timing.turns", turns);
    }

    /** The same cell on a machine that did something else. */
    public static CellRecord withDisturbance(CellRecord cell, @Nullable Disturbance disturbance) {
        return with(cell, "timing.disturbance", disturbance);
    }

    private static Timing timing(CellRecord cell) {
        return Objects.requireNonNull(cell.timing());
    }

    /** The same cell with another training and target. */
    public static CellRecord withTarget(CellRecord cell, CellSpec.Training training, double targetMse) {
        CellSpec.Measurement measurement =
                new CellSpec.Measurement(TimingMode.STEPS, targetMse, false, null, 600, 128.0, false);
        return with(with(cell, "cell.training", training), "cell.measurement", measurement);
    }

    /** Repeats of a cell, one for each median step in seconds. */
    public static List<CellRecord> repeats(String backend, boolean twin, double... medianSteps) {
        List<CellRecord> cells = new ArrayList<>();
        for (double median : medianSteps) {
            CellRecord cell = withMedianStep(ok(backend, "multi", cells.size() + 1, 0.1), median);
            cells.add(with(cell, "cell.measurement", with(MEASUREMENT, "twin", twin)));
        }
        return cells;
    }

    /** The same cell with another median step, in seconds. */
    public static CellRecord withMedianStep(CellRecord cell, double median) {
        Timing old = timing(cell);
        return cell.withTiming(new Timing(
                old.startupSeconds(),
                old.firstStepSeconds(),
                old.steps(),
                old.trainSeconds(),
                new CellRecord.StepTime(median, median, median, List.of(median), List.of(1)),
                1 / median,
                old.gflops(),
                old.peakFraction(),
                old.timeToTarget(),
                null));
    }

    /** The same cell with another curve. */
    public static CellRecord withCurve(CellRecord cell, CellRecord.CurvePoint... points) {
        return with(cell, "curve", List.of(points));
    }

    /** The same cell on another device and task. */
    public static CellRecord at(CellRecord cell, String device, String task) {
        CellRecord moved = with(cell, "cell.identity.device", Device.parse(device));
        return with(with(moved, "cell.identity.task", task), "cell.identity.role", "");
    }

    /** The same cell of a run that trains it in several ways. */
    public static CellRecord withSeed(CellRecord cell, long seed, String setting) {
        CellRecord seeded = with(withId(cell, cell.id() + "-seed" + seed), "cell.identity.seed", seed);
        return with(seeded, "cell.identity.setting", setting);
    }

    /** The same cell by another name. */
    public static CellRecord withId(CellRecord cell, String id) {
        return with(cell, "cell.identity.id", id);
    }

    /** A copy of a record with another value of one component, also of a record within, as in {@code cell.training}. */
    public static <R extends Record> R with(R record, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getAccessor().invoke(record);
                if (components[i].getName().equals(name)) {
                    values[i] = dot < 0
                            ? value
                            : with((Record) Objects.requireNonNull(values[i]), path.substring(dot + 1), value);
                }
            }
            @SuppressWarnings("unchecked") // the same class
            R copy = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same cell with other errors. */
    public static CellRecord withAccuracy(CellRecord cell, CellRecord.Accuracy accuracy) {
        return with(cell, "accuracy", accuracy);
    }

    /** The same cell, its task made from something else. */
    public static CellRecord withTask(CellRecord cell, TaskSettings settings) {
        return with(cell, "cell.taskSettings", settings);
    }

    /** The same cell, for which something was chosen. */
    public static CellRecord withChoices(CellRecord cell, String... choices) {
        return with(cell, "cell.choices", List.of(choices));
    }

    /** The same cell with another number of parameters. */
    public static CellRecord withParameters(CellRecord cell, int parameters) {
        return with(cell, "work.parameters", parameters);
    }

    /** The same cell, which held other memory. */
    public static CellRecord withMemory(CellRecord cell, CellRecord.Memory memory) {
        return with(cell, "memory", memory);
    }

    /** The same cell, ended otherwise after it was timed. */
    public static CellRecord withStatus(CellRecord cell, CellStatus status) {
        return cell.withOutcome(status, cell.reason());
    }

    /** A cell that never got to its first step. */
    public static CellRecord failed(String backend, CellStatus status, @Nullable String reason) {
        return new CellRecord(cell(backend, "multi", 1), new CellRecord.Outcome(status, reason), WORK);
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
                with(
                        RunRecord.Environment.of(
                                new Machine("Linux 6", "amd64", "A CPU", 2, 8_000_000_000L, "OpenJDK 17")),
                        "peak",
                        new ProcessorPeak(128.0, 4e10, null, null)),
                List.of(cells));
    }

    /** A standard method's test error on the cells' task; {@code problem} is null if it has one. */
    public static Yardstick yardstick(long seed, @Nullable Double testMse, @Nullable String problem) {
        return new Yardstick(
                "fit1d",
                TaskSettings.NONE,
                seed,
                "spline",
                3000,
                2000,
                testMse,
                testMse == null ? null : 0.125,
                testMse == null ? null : 0.5,
                null,
                testMse == null ? null : 0.003,
                problem);
    }
}
