package io.mscale.reference;

import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.TrainingSpec;

/**
 * How far rounding carries in a network: the change of the reference's results when every term of every sum, and every
 * stored number, is displaced by a few units of roundoff, all upwards or all downwards. No order of summation and no
 * library's sine is that far off in the same direction everywhere, and yet the change is near what right backends show,
 * for it grows with the same scales, depths and kinks.
 */
public final class ErrorGrowth {

    /**
     * The displacement in units of roundoff. A first-layer argument K (w x) + b alone is rounded three times.
     */
    private static final int UNITS = 4;

    /** Allowed errors are this many times the growth; right backends were found to stay below 2.5. */
    static final double MARGIN = 8;

    /** Work of one trajectory of the reference, of which a check needs three: about a second at most. */
    private static final double REFERENCE_FLOPS = 3e8;

    private ErrorGrowth() {}

    /** The largest relative change of the first losses; at least the displacement itself. */
    static double ofLosses(
            NetworkSpec network,
            TrainingSpec training,
            double[] parameters,
            Dataset data,
            Precision precision,
            double[] losses) {
        double displacement = displacement(precision);
        double growth = displacement;
        for (double d : new double[] {-displacement, displacement}) {
            double[] displaced = new ReferenceModel(network, training, parameters, data, d).trajectory(losses.length);
            growth = Math.max(growth, largestRelativeError(displaced, losses));
        }
        return growth;
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
        double[] values = new ReferenceNetwork(network, 0).forward(rounded, x);
        double displacement = displacement(precision);
        double growth = 0;
        for (double value : values) {
            growth = Math.max(growth, displacement * Math.abs(value));
        }
        for (double d : new double[] {-displacement, displacement}) {
            double[] displaced = new ReferenceNetwork(network, d).forward(rounded, x);
            for (int i = 0; i < values.length; i++) {
                growth = Math.max(growth, Math.abs(displaced[i] - values[i]));
            }
        }
        return new Outputs(values, MARGIN * growth);
    }

    /** How many samples the reference has time for, between 2 and {@code most}. */
    public static int samples(NetworkSpec network, int most) {
        double flopsPerSample = 6.0 * ParameterLayout.of(network).size() * Parity.STEPS;
        return (int) Math.max(2, Math.min(most, REFERENCE_FLOPS / flopsPerSample));
    }

    /** NaN if one of the values is not a number. */
    static double largestRelativeError(double[] actual, double[] expected) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]) / Math.abs(expected[i]));
        }
        return largest;
    }

    private static double displacement(Precision precision) {
        return UNITS
                * switch (precision) {
                    case FLOAT32 -> 0x1p-24;
                    case FLOAT64 -> 0x1p-53;
                };
    }
}
