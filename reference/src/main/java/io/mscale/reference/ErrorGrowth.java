package io.mscale.reference;

import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.TrainingSpec;
import java.util.SplittableRandom;

/**
 * How far rounding carries in a network: the change of the reference's results when every term of every sum, and every
 * stored number, is displaced by a few units of roundoff, the terms of a neuron all upwards or all downwards. No order of
 * summation and no library's sine is that far off in the same direction everywhere, and yet the change is near what right
 * backends show, for it grows with the same scales, depths and kinks.
 */
public final class ErrorGrowth {

    /**
     * The displacement in units of roundoff. A first-layer argument K (w x) + b alone is rounded three times.
     */
    private static final int UNITS = 4;

    /** Allowed errors are this many times the growth; right backends were found to stay below 1.5. */
    static final double MARGIN = 8;

    /** Pairs of opposite trajectories, of which nearly every right backend needs only the first. */
    private static final int PAIRS = 8;

    /** The largest error is this many times the change of the random pairs that explain it. */
    private static final double EXPLAINS = 2;

    /** Directions of neurons, a bit for each. */
    static final long ALL_UPWARDS = 0;

    static final long ALL_DOWNWARDS = ~ALL_UPWARDS;

    /** Work of one trajectory of the reference, of which a check usually needs three: about a second at most. */
    private static final double REFERENCE_FLOPS = 3e8;

    private ErrorGrowth() {}

    /**
     * The largest relative change of the first losses, at least the displacement itself. In the first two trajectories all
     * neurons are displaced alike. A sum of sines may then by chance stay where it is, and a neuron behind it on one side
     * of a kink that a right backend's rounding crosses. So if the two do not explain a backend's error, further pairs get
     * random directions. Their change is the answer if it explains the error, and that of the first two if it does not.
     *
     * @param reference the reference's first losses
     * @param error the backend's largest relative error in them
     * @param pairs how many pairs of trajectories there is time for ({@link #pairs})
     */
    static double ofLosses(Trajectories reference, double error, int pairs) {
        double alike = Math.max(reference.displacement(), reference.changeAlike());
        double growth = alike;
        SplittableRandom directions = new SplittableRandom(0);
        int affordable = Double.isFinite(error) ? pairs : 1;
        for (int pair = 1; pair < affordable && error > growth; pair++) {
            double change =
                    reference.change(directions.longs(reference.losses().length).toArray());
            growth = Double.isFinite(change) ? Math.max(growth, change) : growth;
        }
        return error <= EXPLAINS * growth ? growth : alike;
    }

    /** The reference's outputs, and the error allowed in them, which is the same for all. */
    public static final class Outputs {

        private final double[] values;
        private final double allowedError;

        /** Outputs, row-major [samples x outputs]; none if the network is too large for the reference. */
        public Outputs(double[] values, double allowedError) {
            this.values = values.clone();
            this.allowedError = allowedError;
        }

        /** Row-major [samples x outputs]; a copy. */
        public double[] values() {
            return values.clone();
        }

        public double allowedError() {
            return allowedError;
        }
    }

    /**
     * The outputs of a network with these parameters, both rounded to the precision.
     *
     * @param points row-major [samples x inputs]
     */
    public static Outputs outputs(NetworkSpec network, double[] parameters, double[] points, Precision precision) {
        double[] rounded = Rounding.round(precision, parameters);
        double[] x = Rounding.round(precision, points);
        ReferenceNetwork reference = new ReferenceNetwork(network);
        double[] values = reference.forward(rounded, x);
        double displacement = displacement(precision);
        double growth = 0;
        for (double value : values) {
            growth = Math.max(growth, displacement * Math.abs(value));
        }
        for (long downwards : new long[] {ALL_UPWARDS, ALL_DOWNWARDS}) {
            reference.displace(displacement, downwards);
            double[] displaced = reference.forward(rounded, x);
            for (int i = 0; i < values.length; i++) {
                growth = Math.max(growth, Math.abs(displaced[i] - values[i]));
            }
        }
        return new Outputs(values, MARGIN * growth);
    }

    /**
     * A loss of the reference.
     *
     * @param magnitude what relative errors refer to: {@link ReferenceModel#magnitude}
     * @param allowedError the error that rounding explains
     */
    public record BatchLoss(double value, double magnitude, double allowedError) {}

    /** The loss over all samples of a network with these parameters, both rounded to the precision; three evaluations. */
    public static BatchLoss loss(
            NetworkSpec network, TrainingSpec training, double[] parameters, Dataset data, Precision precision) {
        Dataset rounded = new Dataset(
                data.inputs(),
                data.outputs(),
                Rounding.round(precision, data.x()),
                Rounding.round(precision, data.y()));
        TrainingSpec fullBatches =
                new TrainingSpec(training.loss(), training.optimizer(), data.size(), training.batchSeed());
        ReferenceModel reference =
                new ReferenceModel(network, fullBatches, Rounding.round(precision, parameters), rounded);
        double value = reference.loss();
        double magnitude = reference.magnitude();
        double displacement = displacement(precision);
        double growth = displacement * magnitude;
        for (long downwards : new long[] {ALL_UPWARDS, ALL_DOWNWARDS}) {
            reference.displace(displacement, downwards);
            growth = Math.max(growth, Math.abs(reference.loss() - value));
        }
        return new BatchLoss(value, magnitude, MARGIN * growth);
    }

    /** How many samples the reference has time for, between 2 and {@code most}. */
    public static int samples(NetworkSpec network, int most) {
        return (int) Math.max(2, Math.min(most, REFERENCE_FLOPS / flopsPerSample(network)));
    }

    /** How many pairs of trajectories the reference has time for, between 1 and {@value #PAIRS}. */
    static int pairs(NetworkSpec network, int samples) {
        double affordable = PAIRS * REFERENCE_FLOPS / (samples * flopsPerSample(network));
        return (int) Math.max(1, Math.min(PAIRS, affordable));
    }

    private static double flopsPerSample(NetworkSpec network) {
        return 6.0 * ParameterLayout.of(network).size() * Parity.STEPS;
    }

    /** Relative to the magnitudes; NaN if one of the values is not a number. */
    static double largestRelativeError(double[] actual, double[] expected, double[] magnitudes) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]) / magnitudes[i]);
        }
        return largest;
    }

    static double displacement(Precision precision) {
        return UNITS
                * switch (precision) {
                    case FLOAT32 -> 0x1p-24;
                    case FLOAT64 -> 0x1p-53;
                };
    }
}
