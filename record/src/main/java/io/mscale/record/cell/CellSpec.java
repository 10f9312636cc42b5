package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cell, told completely: what {@code spec.json} holds and all that a worker gets to know.
 *
 * @param schema {@link #SCHEMA}
 * @param index the cell's place in its run's plan, from 0
 * @param id the cell's name and the name of its folder
 * @param repeat which of several repeats of the same cell, from 1
 * @param seed where initial parameters, data and batches come from
 * @param worker the JVM options and environment of the worker
 * @param setting tells cells of one variant apart where a run trains it in several ways, as in {@code scales linear:100};
 *     empty in a run that does not, and in a record of a version that could not
 * @param taskSettings what the task is made from; {@link TaskSettings#NONE} in a file of a version that knew no other
 */
public record CellSpec(
        String schema,
        int index,
        String id,
        String backend,
        String device,
        String task,
        String variant,
        String preset,
        int repeat,
        long seed,
        String precision,
        int threads,
        Network network,
        Training training,
        Measurement measurement,
        WorkerSettings worker,
        String setting,
        TaskSettings taskSettings) {

    @SuppressWarnings("NullAway") // older files lack the last component
    public CellSpec {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(measurement, "measurement");
        Objects.requireNonNull(worker, "worker");
        setting = Objects.requireNonNullElse(setting, "");
        taskSettings = taskSettings == null ? TaskSettings.NONE : taskSettings;
    }

    /** A cell of a run that trains each variant in one way, of a task without options. */
    public CellSpec(
            String schema,
            int index,
            String id,
            String backend,
            String device,
            String task,
            String variant,
            String preset,
            int repeat,
            long seed,
            String precision,
            int threads,
            Network network,
            Training training,
            Measurement measurement,
            WorkerSettings worker) {
        this(
                schema,
                index,
                id,
                backend,
                device,
                task,
                variant,
                preset,
                repeat,
                seed,
                precision,
                threads,
                network,
                training,
                measurement,
                worker,
                "",
                TaskSettings.NONE);
    }

    /** The version of the format of {@code spec.json}. */
    public static final String SCHEMA = "mscale-spec/1";

    /**
     * The network; names and scales in the form users write.
     *
     * @param firstLayer what is trained of the first layer; "trained" in a record of a version that knew nothing else
     * @param omega the factor on activations' arguments; 1 in such a record
     */
    public record Network(
            String structure,
            int inputs,
            List<Integer> hiddenWidths,
            int outputs,
            String scales,
            String firstActivation,
            String activation,
            String initialization,
            @Nullable String firstLayer,
            @Nullable Double omega) {

        public Network {
            Objects.requireNonNull(structure, "structure");
            Objects.requireNonNull(scales, "scales");
            Objects.requireNonNull(firstActivation, "firstActivation");
            Objects.requireNonNull(activation, "activation");
            Objects.requireNonNull(initialization, "initialization");
            Objects.requireNonNull(hiddenWidths, "hiddenWidths");
            hiddenWidths = List.copyOf(hiddenWidths);
            firstLayer = firstLayer == null ? FirstLayer.TRAINED.id() : firstLayer;
            omega = omega == null ? 1.0 : omega;
        }

        /** A network whose first layer is trained, without a factor on activations' arguments. */
        public Network(
                String structure,
                int inputs,
                List<Integer> hiddenWidths,
                int outputs,
                String scales,
                String firstActivation,
                String activation,
                String initialization) {
            this(
                    structure,
                    inputs,
                    hiddenWidths,
                    outputs,
                    scales,
                    firstActivation,
                    activation,
                    initialization,
                    null,
                    null);
        }

        /** What is written of a network and its initialisation. */
        public static Network of(NetworkSpec network, Initialization initialization) {
            return new Network(
                    network.structure().id(),
                    network.inputs(),
                    network.hiddenWidths(),
                    network.outputs(),
                    network.scales().toString(),
                    network.firstActivation().id(),
                    network.activation().id(),
                    initialization.id(),
                    network.firstLayer().id(),
                    network.omega());
        }

        /**
         * The network that was written.
         *
         * @throws IllegalArgumentException if a name is unknown or a value out of range
         */
        public NetworkSpec spec() {
            return new NetworkSpec(
                    Structure.named(structure),
                    inputs,
                    hiddenWidths,
                    outputs,
                    Scales.parse(scales),
                    ActivationPattern.named(firstActivation),
                    ActivationPattern.named(activation),
                    FirstLayer.named(Objects.requireNonNull(firstLayer)),
                    Objects.requireNonNull(omega));
        }
    }

    /** The training. A batch size of at least {@code trainSize} is full batch. */
    public record Training(
            int steps,
            int trainSize,
            int testSize,
            int batchSize,
            String loss,
            String optimizer,
            double learningRate,
            double decay) {

        public Training {
            Objects.requireNonNull(loss, "loss");
            Objects.requireNonNull(optimizer, "optimizer");
        }
    }

    /**
     * What is measured and when training stops early.
     *
     * @param timing {@code steps}: the clock is read around every step or block of steps; {@code none}: only the whole;
     *     {@code jmh}: as {@code steps}, and JMH measures the model too
     * @param targetMse the test MSE whose first reaching is recorded as time to target
     * @param stopAtTarget whether training stops there
     * @param timeLimitSeconds training stops after this much training time; null for no limit
     * @param cellTimeoutSeconds the worker is stopped after this much wall time
     * @param peakGflops the measured peak of the cell's device in its precision, of the processor with the cell's threads;
     *     null if it was not measured
     * @param twin whether the cell only repeats another, so that the machine's noise can be told (an A/A pair)
     */
    public record Measurement(
            String timing,
            double targetMse,
            boolean stopAtTarget,
            @Nullable Double timeLimitSeconds,
            double cellTimeoutSeconds,
            @Nullable Double peakGflops,
            boolean twin) {

        public Measurement {
            Objects.requireNonNull(timing, "timing");
        }

        private Measurement withCellTimeoutSeconds(double seconds) {
            return new Measurement(timing, targetMse, stopAtTarget, timeLimitSeconds, seconds, peakGflops, twin);
        }

        private Measurement withPeakGflops(@Nullable Double peak) {
            return new Measurement(timing, targetMse, stopAtTarget, timeLimitSeconds, cellTimeoutSeconds, peak, twin);
        }
    }

    /**
     * The model to build.
     *
     * @throws IllegalArgumentException if a name is unknown or a value out of range
     */
    public ModelSpec modelSpec() {
        TrainingSpec trainingSpec = new TrainingSpec(
                Loss.named(training.loss()),
                Adam.withDefaults(training.learningRate(), training.decay()),
                training.batchSize(),
                seed);
        return new ModelSpec(network.spec(), trainingSpec, Precision.named(precision), threads);
    }

    /** The same cell with another time-out. */
    public CellSpec withCellTimeoutSeconds(double seconds) {
        return with(measurement.withCellTimeoutSeconds(seconds));
    }

    /** The same cell, related to another peak of its device. */
    public CellSpec withPeakGflops(@Nullable Double peak) {
        return with(measurement.withPeakGflops(peak));
    }

    private CellSpec with(Measurement changed) {
        return new CellSpec(
                schema,
                index,
                id,
                backend,
                device,
                task,
                variant,
                preset,
                repeat,
                seed,
                precision,
                threads,
                network,
                training,
                changed,
                worker,
                setting,
                taskSettings);
    }

    /** The distribution the parameters start from. */
    public Initialization initialization() {
        return Initialization.named(network.initialization());
    }

    /** The device to train on. */
    public Device parsedDevice() {
        return Device.parse(device);
    }

    /** Samples of one step. */
    public int samplesPerStep() {
        return Math.min(training.batchSize(), training.trainSize());
    }
}
