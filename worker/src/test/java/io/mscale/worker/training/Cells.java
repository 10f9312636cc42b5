package io.mscale.worker.training;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.api.training.Loss;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.cell.TimingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specifications of cells that fit the {@link LineTask}: 20 training points, 10 test points, 4 parameters. */
public final class Cells {

    private Cells() {}

    /** Full batches, no limits. */
    public static CellSpec of(String backend, int steps) {
        return of(
                backend,
                "cpu",
                steps,
                20,
                new CellSpec.Measurement(TimingMode.STEPS, 0.01, false, null, 60, null, false));
    }

    /** The same with the tangent kernel. */
    static CellSpec withKernel(String backend, int steps) {
        return of(
                backend,
                "cpu",
                steps,
                20,
                new CellSpec.Measurement(TimingMode.STEPS, 0.01, false, null, 60, null, false).withKernel());
    }

    static CellSpec miniBatch(int steps, int batchSize) {
        return of(
                "linear",
                "cpu",
                steps,
                batchSize,
                new CellSpec.Measurement(TimingMode.STEPS, 0.01, false, null, 60, null, false));
    }

    static CellSpec limited(int steps, boolean stopAtTarget, @Nullable Double timeLimitSeconds) {
        return of(
                "linear",
                "cpu",
                steps,
                20,
                new CellSpec.Measurement(TimingMode.STEPS, 0.1, stopAtTarget, timeLimitSeconds, 60, null, false));
    }

    /** The {@link LineTask} with the target MSE 0.1, in rounds with the same scales. */
    static CellSpec lineInRounds(
            int steps,
            int rounds,
            int batchSize,
            boolean stopAtTarget,
            @Nullable Double timeLimitSeconds,
            CellSpec.Validation validation) {
        Cell cell = limited(steps, stopAtTarget, timeLimitSeconds).cell();
        CellSpec.Training training = new CellSpec.Training(
                steps,
                20,
                10,
                batchSize,
                Loss.meanSquaredError(),
                "adam",
                0.1,
                0,
                0,
                validation,
                new CellSpec.Rounds(rounds, false));
        return new CellSpec(
                0,
                1,
                new Cell(
                        cell.identity(),
                        cell.network(),
                        training,
                        cell.measurement(),
                        cell.worker(),
                        cell.taskSettings()));
    }

    static CellSpec onDevice(String device) {
        return of(
                "linear", device, 5, 20, new CellSpec.Measurement(TimingMode.STEPS, 0.1, false, null, 60, null, false));
    }

    /** Full batches on 20 training points, and further ones held out. */
    static CellSpec validated(String backend, int steps, double noise, CellSpec.Validation validation) {
        CellSpec plain = of(backend, steps);
        CellSpec.Training training = new CellSpec.Training(
                steps, 20, 10, 20, Loss.meanSquaredError(), "adam", 0.1, 0, noise, validation, CellSpec.Rounds.ONE);
        return new CellSpec(
                plain.index(),
                plain.threads(),
                new Cell(
                        plain.cell().identity(),
                        plain.network(),
                        training,
                        plain.measurement(),
                        plain.worker(),
                        plain.taskSettings()));
    }

    /** The {@link WavesTask} with sines behind the first layer, in float64, in rounds. */
    static CellSpec inRounds(int steps, CellSpec.Rounds rounds, CellSpec.Validation validation, int batchSize) {
        return inRounds(new WavesTask(), steps, rounds, validation, batchSize);
    }

    static CellSpec inRounds(
            WavesTask task, int steps, CellSpec.Rounds rounds, CellSpec.Validation validation, int batchSize) {
        Cell cell = ofTask(task.id(), TaskSettings.NONE).cell();
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE,
                1,
                List.of(30, 10),
                task.outputDimension(),
                new Scales.Linear(5),
                Activation.SIN,
                Activation.TANH);
        CellIdentity identity = new CellIdentity(
                "cell", "plain", Device.CPU, task.id(), Variant.MULTI, Preset.SMOKE, 1, 42, Precision.FLOAT64, "", "");
        CellSpec.Training training = new CellSpec.Training(
                steps, 400, 50, batchSize, Loss.meanSquaredError(), "adam", 0.01, 0, 0, validation, rounds);
        return new CellSpec(
                0,
                1,
                new Cell(
                        identity,
                        new CellSpec.Network(network, Initialization.UNIFORM),
                        training,
                        cell.measurement(),
                        cell.worker(),
                        cell.taskSettings()));
    }

    /** A cell of another task; its network still fits {@link LineTask} only. */
    static CellSpec ofTask(String task, TaskSettings settings) {
        CellSpec.Measurement measurement =
                new CellSpec.Measurement(TimingMode.STEPS, 0.01, false, null, 60, null, false);
        return of("linear", "cpu", task, 5, 20, measurement, settings);
    }

    /** A cell of another task with features of one octave in its first layer. */
    static CellSpec ofOctave(String task) {
        Cell cell = ofTask(task, TaskSettings.NONE).cell();
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE,
                1,
                List.of(2),
                1,
                Scales.one(),
                Activation.SIN,
                Activation.RELU,
                FirstLayer.OCTAVE_FEATURES,
                1);
        return new CellSpec(
                0,
                1,
                new Cell(
                        cell.identity(),
                        new CellSpec.Network(network, Initialization.UNIFORM),
                        cell.training(),
                        cell.measurement(),
                        cell.worker(),
                        cell.taskSettings()));
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
                0,
                1,
                new Cell(
                        new CellIdentity(
                                "cell",
                                backend,
                                Device.parse(device),
                                task,
                                Variant.SINGLE,
                                Preset.SMOKE,
                                1,
                                42,
                                Precision.FLOAT64,
                                "",
                                ""),
                        new CellSpec.Network(
                                new NetworkSpec(
                                        Structure.DENSE,
                                        1,
                                        List.of(1),
                                        1,
                                        Scales.one(),
                                        Activation.SIN,
                                        Activation.RELU),
                                Initialization.UNIFORM),
                        new CellSpec.Training(steps, 20, 10, batchSize, Loss.meanSquaredError(), "adam", 0.1, 0),
                        measurement,
                        WorkerSettings.NONE,
                        settings));
    }
}
