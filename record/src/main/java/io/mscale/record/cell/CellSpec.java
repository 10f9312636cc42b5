package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.DataSplit;
import io.mscale.api.task.FittingTask;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import io.mscale.record.mapping.IfAbsent;
import io.mscale.record.mapping.Inline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Complete specification of one cell: the contents of {@code spec.json} and a worker's only input.
 *
 * @param index the cell's place in its run's plan, from 0
 * @param threads CPU threads that training may keep busy
 * @param cell what is trained and measured
 */
public record CellSpec(int index, int threads, @Inline Cell cell) implements OfCell {

    /**
     * The network.
     *
     * @param spec its shape
     * @param initialization distribution of its initial parameters
     */
    public record Network(@Inline NetworkSpec spec, Initialization initialization) {

        public Structure structure() {
            return spec.structure();
        }

        public int inputs() {
            return spec.inputs();
        }

        public int outputs() {
            return spec.outputs();
        }

        public List<Integer> hiddenWidths() {
            return spec.hiddenWidths();
        }

        public Scales scales() {
            return spec.scales();
        }

        public ActivationPattern firstActivation() {
            return spec.firstActivation();
        }

        public ActivationPattern activation() {
            return spec.activation();
        }
    }

    /**
     * The training.
     *
     * @param trainSize samples trained on, without those held out for validation
     * @param batchSize {@code trainSize} or more means full batch
     * @param noise standard deviation of the noise on the training targets, in standard deviations of each output
     * @param rounds how the steps are divided among networks
     */
    public record Training(
            int steps,
            int trainSize,
            int testSize,
            int batchSize,
            Loss loss,
            String optimizer,
            double learningRate,
            double decay,
            @IfAbsent("0") double noise,
            @Inline Validation validation,
            @Inline Rounds rounds) {

        public Training {
            if (rounds.rounds() > Math.max(1, steps)) {
                throw new IllegalArgumentException(rounds.rounds() + " rounds need as many steps, not " + steps);
            }
        }

        /** Training of one network on exact targets, without validation. */
        public Training(
                int steps,
                int trainSize,
                int testSize,
                int batchSize,
                Loss loss,
                String optimizer,
                double learningRate,
                double decay) {
            this(
                    steps,
                    trainSize,
                    testSize,
                    batchSize,
                    loss,
                    optimizer,
                    learningRate,
                    decay,
                    0,
                    Validation.NONE,
                    Rounds.ONE);
        }

        /** The data that a task is trained and tested with under a seed. */
        public DataSplit data(FittingTask task, long seed) {
            return DataSplit.of(task, trainSize, validation.validationSize(), testSize, noise, seed);
        }
    }

    /**
     * How a training is watched on samples held out of the training set.
     *
     * @param validationSize how many; 0 for none
     * @param keepBest whether the parameters with the least validation error are the result, instead of the last
     * @param patience evaluations without a smaller validation error after which training stops; null for no limit
     */
    public record Validation(
            @IfAbsent("0") int validationSize,
            @IfAbsent("false") boolean keepBest,
            @Nullable Integer patience) {

        public static final Validation NONE = new Validation(0, false, null);

        public Validation {
            if (validationSize == 0 && (keepBest || patience != null)) {
                throw new IllegalArgumentException("there are no validation samples to choose parameters by");
            }
        }
    }

    /**
     * How the steps of a training are divided among networks: in each round a new one learns what the sum of those before
     * it has left over, and their sum is the result.
     *
     * @param rounds how many, at least 1; the steps are divided evenly, and the last round has the remainder too
     * @param residualScales whether the scales of each round after the first are chosen from what is left over; otherwise
     *     all rounds have the same
     */
    public record Rounds(
            @IfAbsent("1") int rounds, @IfAbsent("false") boolean residualScales) {

        /** One network takes all steps. */
        public static final Rounds ONE = new Rounds(1, false);

        public Rounds {
            if (rounds < 1) {
                throw new IllegalArgumentException("there is at least one round, not " + rounds);
            }
        }

        /** The last step of a round, which is counted from 0, in a training of so many steps. */
        public int lastStep(int round, int steps) {
            return round == rounds - 1 ? steps : (round + 1) * (steps / rounds);
        }
    }

    /**
     * What is measured, and when training stops early.
     *
     * @param timing how steps are timed
     * @param targetMse the test MSE of the time to target
     * @param stopAtTarget whether training stops there
     * @param timeLimitSeconds training stops after this much training time; null for no limit
     * @param cellTimeoutSeconds the worker is stopped after this much wall time
     * @param peakGflops the measured peak of the cell's device in its precision, for the processor with the cell's
     *     threads; null if it was not measured
     * @param twin whether the cell repeats another only to expose the machine's noise (an A/A pair)
     * @param kernel whether the tangent kernel's rates are computed before the training
     * @param turns how the worker takes turns with those it is compared with; null if it trains without a pause
     * @param counters whether instructions and allocations of further steps are counted after the training
     * @param keep whether the trained network is kept in the cell's folder
     */
    public record Measurement(
            TimingMode timing,
            double targetMse,
            boolean stopAtTarget,
            @Nullable Double timeLimitSeconds,
            double cellTimeoutSeconds,
            @Nullable Double peakGflops,
            @IfAbsent("false") boolean twin,
            @IfAbsent("false") boolean kernel,
            @Nullable Turns turns,
            @IfAbsent("false") boolean counters,
            @IfAbsent("true") boolean keep) {

        /** A measurement without the tangent kernel, turns and counters, which keeps the network. */
        public Measurement(
                TimingMode timing,
                double targetMse,
                boolean stopAtTarget,
                @Nullable Double timeLimitSeconds,
                double cellTimeoutSeconds,
                @Nullable Double peakGflops,
                boolean twin) {
            this(
                    timing,
                    targetMse,
                    stopAtTarget,
                    timeLimitSeconds,
                    cellTimeoutSeconds,
                    peakGflops,
                    twin,
                    false,
                    null,
                    false,
                    true);
        }

        /** The same with the tangent kernel. */
        public Measurement withKernel() {
            return with(cellTimeoutSeconds, peakGflops, true, turns, counters, keep);
        }

        /** The same with turns, or without. */
        public Measurement withTurns(@Nullable Turns changed) {
            return with(cellTimeoutSeconds, peakGflops, kernel, changed, counters, keep);
        }

        /** The same with counters, or without. */
        public Measurement withCounters(boolean changed) {
            return with(cellTimeoutSeconds, peakGflops, kernel, turns, changed, keep);
        }

        /** The same, keeping the trained network or not. */
        public Measurement withKeep(boolean changed) {
            return with(cellTimeoutSeconds, peakGflops, kernel, turns, counters, changed);
        }

        private Measurement with(
                double timeoutSeconds,
                @Nullable Double peak,
                boolean hasKernel,
                @Nullable Turns changed,
                boolean hasCounters,
                boolean keeps) {
            return new Measurement(
                    timing,
                    targetMse,
                    stopAtTarget,
                    timeLimitSeconds,
                    timeoutSeconds,
                    peak,
                    twin,
                    hasKernel,
                    changed,
                    hasCounters,
                    keeps);
        }
    }

    /**
     * How a worker takes turns: it trains for a while, then waits until all others have done so.
     *
     * @param seconds the least training time of a turn
     * @param together the same for all workers that take turns with each other, and for no others; null while they are
     *     not chosen
     */
    public record Turns(double seconds, @Nullable String together) {

        public Turns {
            if (!(seconds > 0) || Double.isInfinite(seconds)) {
                throw new IllegalArgumentException("a turn takes some time, not " + seconds + " s");
            }
        }
    }

    /** The model to build. */
    public ModelSpec modelSpec() {
        TrainingSpec trainingSpec = new TrainingSpec(
                training().loss(),
                Adam.withDefaults(training().learningRate(), training().decay()),
                training().batchSize(),
                seed());
        return new ModelSpec(network().spec(), trainingSpec, precision(), threads);
    }

    public CellSpec withCellTimeoutSeconds(double seconds) {
        Measurement old = measurement();
        return with(old.with(seconds, old.peakGflops(), old.kernel(), old.turns(), old.counters(), old.keep()));
    }

    public CellSpec withPeakGflops(@Nullable Double peak) {
        Measurement old = measurement();
        return with(old.with(old.cellTimeoutSeconds(), peak, old.kernel(), old.turns(), old.counters(), old.keep()));
    }

    /** The same with turns, or without. */
    public CellSpec withTurns(@Nullable Turns turns) {
        return with(measurement().withTurns(turns));
    }

    /** The same, with nobody yet to take turns with. */
    public CellSpec apart() {
        Turns turns = measurement().turns();
        return turns == null ? this : withTurns(new Turns(turns.seconds(), null));
    }

    private CellSpec with(Measurement changed) {
        return new CellSpec(index, threads, cell.withMeasurement(changed));
    }

    /** On how many threads the machine is watched: those of the training, or one beside a graphics processor. */
    public int canaryThreads() {
        return device().kind() == Device.Kind.CPU ? threads : 1;
    }

    /** The distribution of the initial parameters. */
    public Initialization initialization() {
        return network().initialization();
    }

    /** Samples of one step. */
    public int samplesPerStep() {
        return Math.min(training().batchSize(), training().trainSize());
    }
}
