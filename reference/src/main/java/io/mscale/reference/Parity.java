package io.mscale.reference;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The parity rule: a backend's first losses must be those of the float64 reference, from the same initial parameters, on
 * a few of the same samples. A time is worthless if something else was computed.
 *
 * <p>The optimiser's learning rate, decay and epsilon are chosen so that a mistake shows and rounding does not. With the
 * usual epsilon of 1e-8, Adam takes a full step in the direction of any gradient's sign, even of one that is 0 but for
 * rounding: right backends then differ by up to 1e-3, as much as those with an epsilon in the wrong place.
 *
 * @param maxRelativeError the largest relative difference of a loss; NaN if a loss was not a number
 * @param rounding how far rounding alone carries in this network; across kinks, too, where that explains the error ({@link
 *     ErrorGrowth})
 * @param problem what is wrong with steps in one call or with a restart, in words; empty if nothing is
 */
public record Parity(double maxRelativeError, double rounding, Optional<String> problem) {

    /**
     * Losses compared. The first is the forward pass alone; each of the others shows another update, and after a few a
     * wrong moment or bias correction has changed more than rounding has.
     */
    public static final int STEPS = 5;

    /** As many steps as the blocks of a training may well have. */
    private static final int BLOCK = 64;

    /** The share of what {@value #BLOCK} steps change by which one call may differ; the optimiser makes rounding small. */
    private static final double SAME_BLOCK = 0.01;

    /** Above this the reference, with its copies in double, would need more time and memory than the check is worth. */
    private static final int MOST_PARAMETERS = 20_000_000;

    /** More would not make a difference in a loss easier to see. */
    private static final int MOST_SAMPLES = 200;

    /** The share of the loss that the first step should take away, so that the losses depend on every part of it. */
    private static final double FALL = 0.05;

    /** Keeps the steps small where the gradient is, as in a network of saturated neurons. */
    private static final double LARGEST_RATE = 0x1p-4;

    /** Keeps squares of gradients well within float32. */
    private static final double SMALLEST_EPSILON = 0x1p-24;

    /** Keeps the optimiser valid where the gradient overflows. */
    private static final double LARGEST_EPSILON = 0x1p60;

    /** Makes the rate of every step count. */
    private static final double DECAY = 0.01;

    /**
     * Trains a separate model for a few steps and compares.
     *
     * @param train the samples to choose from
     * @param initial the initial parameters
     */
    public static Parity of(MscaleBackend backend, ModelSpec spec, Device device, Dataset train, double[] initial) {
        NetworkSpec network = spec.network();
        double[] parameters = Rounding.round(spec.precision(), initial);
        Dataset data = Rounding.round(
                spec.precision(), samples(network, spec.training().loss().rows(network.inputs()), train));
        TrainingSpec training = revealing(network, spec.training(), parameters, data);
        Trajectories reference = new Trajectories(
                () -> new ReferenceModel(network, training, parameters, data),
                parameters.length,
                ErrorGrowth.displacement(spec.precision()),
                STEPS);
        double[] losses = new double[STEPS];
        try (MscaleModel model =
                backend.create(new ModelSpec(network, training, spec.precision(), spec.threads()), device)) {
            model.bind(data);
            model.setParameters(parameters);
            for (int i = 0; i < STEPS; i++) {
                losses[i] = model.train(1);
            }
            double error = ErrorGrowth.largestRelativeError(losses, reference.losses(), reference.magnitudes());
            double rounding = ErrorGrowth.ofLosses(
                    reference,
                    error,
                    ErrorGrowth.pairs(
                            network, data.size() * spec.training().loss().rows(network.inputs())));
            return new Parity(
                    error,
                    rounding,
                    problem(
                            model,
                            parameters,
                            losses[0],
                            oneByOne(model, BLOCK - STEPS),
                            rounding * reference.magnitudes()[0]));
        }
    }

    /** The last loss of steps that are each taken in a call of its own. */
    private static double oneByOne(MscaleModel model, int steps) {
        double loss = Double.NaN;
        for (int i = 0; i < steps; i++) {
            loss = model.train(1);
        }
        return loss;
    }

    /**
     * Takes the steps again, in one call.
     *
     * @param first the loss of the first step
     * @param last the loss of the last, one by one
     * @param rounding how far rounding carries in the first
     */
    private static Optional<String> problem(
            MscaleModel model, double[] parameters, double first, double last, double rounding) {
        double allowed = SAME_BLOCK * Math.abs(last - first) + ErrorGrowth.MARGIN * rounding;
        model.setParameters(parameters);
        double inOneCall = model.train(BLOCK);
        if (!(Math.abs(inOneCall - last) > allowed)) {
            return Optional.empty();
        }
        model.setParameters(parameters);
        double again = oneByOne(model, BLOCK);
        boolean isReset = Math.abs(again - last) <= allowed;
        return Optional.of(String.format(
                Locale.ROOT,
                isReset
                        ? "%d steps in one call are not what they are one by one: the loss of the last is %.9g, not %.9g"
                        : "setParameters does not reset it (the optimiser's moments and step too): loss %d is %.9g after a"
                                + " restart, and was %.9g the first time",
                BLOCK,
                isReset ? inOneCall : again,
                last));
    }

    /** Whether the network is small enough for the reference. */
    public static boolean isPossible(ModelSpec spec) {
        return ParameterLayout.of(spec.network()).size() <= MOST_PARAMETERS;
    }

    /** The largest difference that passes. */
    public double allowed() {
        return ErrorGrowth.MARGIN * rounding;
    }

    /** Whether the losses are the reference's. */
    public boolean passed() {
        return Double.isFinite(maxRelativeError) && maxRelativeError <= allowed();
    }

    /** The training with an epsilon of the gradient's size and a learning rate that lowers the loss as much as it should. */
    private static TrainingSpec revealing(
            NetworkSpec network, TrainingSpec training, double[] parameters, Dataset data) {
        double[] gradient = new double[parameters.length];
        ReferenceModel model = new ReferenceModel(network, training, parameters, data);
        model.gradientAndLoss(gradient);
        double squares = 0;
        int trained = 0;
        for (double g : gradient) {
            squares += g * g;
            trained += g == 0 ? 0 : 1;
        }
        double size = powerOfTwo(Math.sqrt(squares / Math.max(1, trained)));
        double epsilon = Math.min(LARGEST_EPSILON, Math.max(SMALLEST_EPSILON, size));
        double fallPerRate = 0;
        for (double g : gradient) {
            fallPerRate += g * g / (Math.abs(g) + epsilon);
        }
        double learningRate = Math.min(LARGEST_RATE, powerOfTwo(FALL * model.magnitude() / fallPerRate));
        Adam given = training.adam();
        Adam adam = new Adam(learningRate, DECAY, given.beta1(), given.beta2(), epsilon);
        return new TrainingSpec(training.loss(), adam, training.batchSize(), training.batchSeed());
    }

    /** The power of two at or below a number that is not negative; every precision represents it exactly. */
    private static double powerOfTwo(double value) {
        return Math.scalb(1.0, Math.getExponent(value));
    }

    /** As many samples as the reference has time for, spread evenly over each part of the set, and one of each at least. */
    private static Dataset samples(NetworkSpec network, int rows, Dataset all) {
        int n = Math.min(ErrorGrowth.samples(network, MOST_SAMPLES) / rows, all.size());
        List<Integer> parts = new ArrayList<>();
        IntStream.Builder chosen = IntStream.builder();
        int first = 0;
        for (int size : all.parts()) {
            int count = Math.max(1, (int) ((long) n * size / all.size()));
            for (int i = 0; i < count; i++) {
                chosen.add(first + (int) ((long) i * size / count));
            }
            parts.add(count);
            first += size;
        }
        int[] samples = chosen.build().toArray();
        return new Dataset(
                all.inputs(),
                all.outputs(),
                pick(all.x(), all.inputs(), samples),
                pick(all.y(), all.outputs(), samples),
                parts);
    }

    private static double[] pick(double[] all, int columns, int[] samples) {
        double[] picked = new double[samples.length * columns];
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(all, samples[i] * columns, picked, i * columns, columns);
        }
        return picked;
    }
}
