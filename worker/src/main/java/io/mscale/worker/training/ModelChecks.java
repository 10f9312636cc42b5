package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.TrainingSpec;
import io.mscale.reference.ErrorGrowth;
import io.mscale.reference.Parity;
import io.mscale.reference.Rounding;
import io.mscale.reference.UnfinishedWork;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks of the very model that is timed, whichever backend it is of: whether it starts anew when asked to, has
 * finished its steps when it returns, reports the losses of its own predictions, and predicts what its parameters say. Each method returns the problem in words; empty if there is none.
 */
public final class ModelChecks {

    private static final int MOST_POINTS = 100;

    /** Losses of two trainings from the same start may differ by this share of what the steps in between changed. */
    private static final double SAME_TRAINING = 0.1;

    /** They may also differ by this share of the loss, for steps that change nearly nothing. */
    private static final double SAME_LOSS = 1e-5;

    /** The relative error that float32 sums over a whole training set may have. */
    private static final double SUM_OF_SQUARES = 1e-3;

    /** Allowed error of predictions that are not checked, relative to the largest target. */
    private static final double UNCHECKED = 1e-4;

    /** Errors of float64 computations above this are float32's. */
    private static final double FLOAT32_ERRORS = 1e-10;

    /** Forward, backward by the layer, and by its weights: a product and a sum each, three times. */
    private static final double REFERENCE_FLOPS_PER_PARAMETER = 18;

    /** Operations spent on a loss of the reference: some ten seconds. */
    private static final double MOST_REFERENCE_FLOPS = 1e10;

    private final PreparedModel prepared;
    private final ModelSpec spec;
    private final boolean hasReference;

    /** The third loss shows whether the first two updates were right. */
    static final int FIRST_LOSSES = 3;

    /**
     * Checks a model before JMH times it, and leaves it at its start.
     *
     * @throws IllegalStateException with the problem, if there is one
     */
    public static void require(PreparedModel prepared) {
        double[] firstLosses = prepared.firstLosses(FIRST_LOSSES);
        new ModelChecks(prepared).beforeTraining(firstLosses).ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    ModelChecks(PreparedModel prepared) {
        this.prepared = prepared;
        this.spec = prepared.model().spec();
        this.hasReference = Parity.isPossible(spec);
    }

    /**
     * All that can be found before the training, which afterwards can start from step 0.
     *
     * @param firstLosses of the model's first steps after its creation, taken one by one
     */
    Optional<String> beforeTraining(double[] firstLosses) {
        return first(
                UnfinishedWork.problem(prepared.model()), () -> restarted(firstLosses), () -> atStart(firstLosses[0]));
    }

    private Optional<String> atStart(double firstLoss) {
        ErrorGrowth.Outputs expected = expected(prepared.initialParameters());
        return first(
                predictions(expected, "its first predictions are not those of its initial parameters"),
                // Parity has checked the first losses of the others.
                () -> isDifferential() ? Optional.empty() : differs(nextLoss(), firstLoss, 1, expected.allowedError()));
    }

    /** All that can be found after the training, at the cost of another step. */
    Optional<String> afterTraining() {
        MscaleModel model = prepared.model();
        double[] parameters = model.parameters();
        ErrorGrowth.Outputs expected = expected(parameters);
        return first(
                predictions(expected, "its predictions are not those of its parameters"),
                () -> wider(parameters),
                () -> isDifferential()
                        ? differsFromReference(parameters)
                        : differs(nextLoss(), model.train(1), model.stepsTaken(), expected.allowedError()));
    }

    /** Whether predictions do not say what the loss is. */
    private boolean isDifferential() {
        return spec.training().loss().isDifferential();
    }

    /** Compares the next step's loss with the reference's for the same parameters and samples, if there is time for that. */
    private Optional<String> differsFromReference(double[] parameters) {
        TrainingSpec training = spec.training();
        double rows = (double) training.batchSize()
                * training.loss().rows(spec.network().inputs());
        if (!hasReference || rows * parameters.length * REFERENCE_FLOPS_PER_PARAMETER > MOST_REFERENCE_FLOPS) {
            return Optional.empty();
        }
        ErrorGrowth.BatchLoss expected = ErrorGrowth.loss(
                spec.network(),
                training,
                parameters,
                nextBatch(prepared.stages().data()),
                spec.precision());
        double allowed = Math.max(SUM_OF_SQUARES * expected.magnitude(), expected.allowedError());
        double loss = prepared.model().train(1);
        return Math.abs(loss - expected.value()) <= allowed || !Double.isFinite(expected.value())
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the loss of step %d is not that before its update: it says %.9g, the network with its parameters"
                                + " gives %.9g",
                        prepared.model().stepsTaken(),
                        loss,
                        expected.value()));
    }

    /** The samples of the next step's batch. */
    private Dataset nextBatch(Dataset data) {
        int[] samples = nextSamples(data);
        return new Dataset(
                data.inputs(),
                data.outputs(),
                pick(data.x(), data.inputs(), samples),
                pick(data.y(), data.outputs(), samples));
    }

    private int[] nextSamples(Dataset data) {
        BatchSchedule schedule = new BatchSchedule(spec.training(), data.parts());
        int[] samples = new int[schedule.batchSize()];
        schedule.batch(prepared.model().stepsTaken() + 1, samples);
        return samples;
    }

    /** Whether parameters after a training have more digits than their precision. */
    private Optional<String> wider(double[] parameters) {
        return Arrays.equals(parameters, Rounding.round(spec.precision(), parameters))
                ? Optional.empty()
                : Optional.of("its parameters cannot be represented in "
                        + spec.precision().id() + "; does it compute in float64?");
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String> found, Supplier<Optional<String>>... others) {
        Optional<String> problem = found;
        for (int i = 0; i < others.length && problem.isEmpty(); i++) {
            problem = others[i].get();
        }
        return problem;
    }

    /** Trains from the start again, and leaves the model at its start. */
    private Optional<String> restarted(double[] expected) {
        prepared.restart();
        double[] again = prepared.firstLosses(expected.length);
        prepared.restart();
        double change = 0;
        for (double loss : expected) {
            change = Math.max(change, Math.abs(loss - expected[0]));
        }
        double allowed = SAME_TRAINING * change + SAME_LOSS * Math.abs(expected[0]);
        for (int i = 0; i < again.length; i++) {
            if (Math.abs(again[i] - expected[i]) > allowed) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "setParameters does not reset it (the optimiser's moments and step too): loss %d was %.9g the"
                                + " first time, and %.9g after a restart",
                        i + 1,
                        expected[i],
                        again[i]));
            }
        }
        return Optional.empty();
    }

    /** The reference's outputs at some test points; none if the network is too large for it. */
    private ErrorGrowth.Outputs expected(double[] parameters) {
        Dataset test = prepared.test();
        return hasReference
                ? ErrorGrowth.outputs(
                        spec.network(),
                        parameters,
                        pick(test.x(), test.inputs(), spread(test.size())),
                        spec.precision())
                : new ErrorGrowth.Outputs(new double[0], UNCHECKED * largest(test.y()));
    }

    private Optional<String> predictions(ErrorGrowth.Outputs reference, String complaint) {
        double[] expected = reference.values();
        if (expected.length == 0) {
            return Optional.empty();
        }
        Dataset test = prepared.test();
        int[] samples = spread(test.size());
        double[] found = pick(prepared.model().predict(test.x()), test.outputs(), samples);
        int worst = 0;
        double error = 0;
        for (int i = 0; i < expected.length && !Double.isNaN(error); i++) {
            double here = Math.abs(found[i] - expected[i]);
            if (!(here <= error)) { // NaN counts as worst
                worst = i;
                error = here;
            }
        }
        double magnitude = Math.max(largest(expected), Double.MIN_NORMAL);
        return error <= reference.allowedError()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: at test point %d it predicts %.9g, the network with these parameters gives %.9g: an error"
                                + " of %.1e of the largest output, where %.1e is allowed%s",
                        complaint,
                        samples[worst / test.outputs()] + 1,
                        found[worst],
                        expected[worst],
                        error / magnitude,
                        reference.allowedError() / magnitude,
                        advice(error / magnitude)));
    }

    private String advice(double relativeError) {
        boolean isFloat32 = relativeError > FLOAT32_ERRORS && relativeError < Math.sqrt(FLOAT32_ERRORS);
        return spec.precision() == Precision.FLOAT64 && isFloat32 ? "; does it compute in float32?" : "";
    }

    /** The squared error of the model's predictions for the next step's batch. */
    private double nextLoss() {
        Dataset train = prepared.train();
        int[] batch = nextSamples(train);
        double[] found = prepared.model().predict(train.x());
        double[] y = train.y();
        int outputs = train.outputs();
        double squares = 0;
        for (int sample : batch) {
            for (int k = sample * outputs; k < (sample + 1) * outputs; k++) {
                squares += (found[k] - y[k]) * (found[k] - y[k]);
            }
        }
        return squares / ((double) batch.length * outputs);
    }

    /**
     * Compares a step's loss with the squared error of the model's own predictions.
     *
     * @param output the error that the predictions may have
     */
    private static Optional<String> differs(double expected, double loss, long step, double output) {
        // (r + d)^2 - r^2 for residuals r and errors d of predictions
        double allowed = SUM_OF_SQUARES * expected + 2 * Math.sqrt(expected) * output + output * output;
        return Math.abs(loss - expected) <= allowed || !Double.isFinite(expected)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the loss of step %d is not the error before its update: it says %.9g, its predictions for the"
                                + " step's samples give %.9g",
                        step,
                        loss,
                        expected));
    }

    /** Indices spread evenly over the test set, as many as the reference has time for. */
    private int[] spread(int size) {
        int points = Math.min(ErrorGrowth.samples(spec.network(), MOST_POINTS), size);
        int[] samples = new int[points];
        Arrays.setAll(samples, i -> (int) ((long) i * size / points));
        return samples;
    }

    /** The rows of a row-major array. */
    private static double[] pick(double[] rows, int columns, int[] which) {
        double[] picked = new double[which.length * columns];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(rows, which[i] * columns, picked, i * columns, columns);
        }
        return picked;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
