package io.mscale.reference;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import java.util.Arrays;

/**
 * The parity rule: a backend's first losses must be those of the float64 reference, from the same initial parameters, on
 * a few of the same samples. A time is worthless if something else was computed.
 *
 * @param maxRelativeError the largest relative difference of a loss; NaN if a loss was not a number
 */
public record Parity(double maxRelativeError, boolean passed) {

    /**
     * Losses compared. The first is the forward pass alone; each of the others shows another update, and after a few a
     * wrong moment or bias correction has changed more than rounding has.
     */
    public static final int STEPS = 5;

    /** Above this the reference, with its copies in double, would need more time and memory than the check is worth. */
    private static final int MOST_PARAMETERS = 20_000_000;

    /** Work of one reference step; keeps the check to a fraction of a second. */
    private static final double REFERENCE_FLOPS = 3e8;

    /** More would not make a difference in a loss easier to see. */
    private static final int MOST_SAMPLES = 200;

    /** Largest scale for which the tolerance holds unchanged. */
    private static final double MODERATE_SCALE = 50;

    /**
     * Trains a separate model for a few steps and compares.
     *
     * @param train the samples to choose from
     * @param initial the initial parameters
     */
    public static Parity of(MscaleBackend backend, ModelSpec spec, Device device, Dataset train, double[] initial) {
        Dataset data = samples(spec, train);
        double[] expected = new ReferenceModel(
                        spec.network(),
                        spec.training(),
                        Rounding.round(spec.precision(), initial),
                        Rounding.round(spec.precision(), data))
                .trajectory(STEPS);
        double worst = 0;
        try (MscaleModel model = backend.create(spec, device)) {
            model.bind(data);
            model.setParameters(initial);
            for (double loss : expected) {
                worst = Math.max(worst, Math.abs(model.train(1) - loss) / Math.abs(loss)); // NaN stays NaN
            }
        }
        return new Parity(worst, worst <= tolerance(spec));
    }

    /** Whether the network is small enough for the reference. */
    public static boolean isPossible(ModelSpec spec) {
        return ParameterLayout.of(spec.network()).size() <= MOST_PARAMETERS;
    }

    /**
     * The allowed relative error of a network's losses and outputs: a scale of a magnifies the rounding of x behind a
     * sine by a factor of a, for every backend.
     */
    public static double tolerance(ModelSpec spec) {
        double largest = Arrays.stream(spec.network().scalePerNeuron())
                .map(Math::abs)
                .max()
                .orElse(1);
        return Tolerance.TRAJECTORY.in(spec.precision()) * Math.max(1, largest / MODERATE_SCALE);
    }

    /** As many samples as the reference has time for, spread evenly over the whole set. */
    private static Dataset samples(ModelSpec spec, Dataset all) {
        double flopsPerSample = 6.0 * ParameterLayout.of(spec.network()).size() * STEPS;
        int n = Math.min((int) Math.max(2, Math.min(MOST_SAMPLES, REFERENCE_FLOPS / flopsPerSample)), all.size());
        double[] x = all.x();
        double[] y = all.y();
        double[] fewX = new double[n * all.inputs()];
        double[] fewY = new double[n * all.outputs()];
        for (int i = 0; i < n; i++) {
            int sample = (int) ((long) i * all.size() / n);
            System.arraycopy(x, sample * all.inputs(), fewX, i * all.inputs(), all.inputs());
            System.arraycopy(y, sample * all.outputs(), fewY, i * all.outputs(), all.outputs());
        }
        return new Dataset(all.inputs(), all.outputs(), fewX, fewY);
    }
}
