package io.mscale.reference;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;

/**
 * The tangent kernel of a network at its parameters: K = J J', where J holds the derivatives of the outputs at some
 * points by every parameter that is trained (Jacot, Gabriel and Hongler, Neural tangent kernel, 2018). While the
 * parameters change little, a step of gradient descent with learning rate r on the mean squared error changes the
 * outputs h at n points by
 *
 * <pre>
 * -r 2 / (n outputs) K (h - f)
 * </pre>
 *
 * so that K says how fast each function of the points is learned. Computed in float64.
 */
public final class TangentKernel {

    private TangentKernel() {}

    /**
     * How fast each function is learned at first: 2 / (n outputs) times its Rayleigh quotient v'Kv / v'v, the share of
     * it that a step of gradient descent takes off, over the learning rate. K itself is not needed: v'Kv is the squared
     * length of J'v.
     *
     * @param parameters all of the network's, laid out as in {@link ParameterLayout}
     * @param points row-major [samples x inputs]
     * @param functions values at the points, each row-major [samples x outputs] and not zero everywhere
     * @return a number for each function, at least 0
     */
    public static double[] rates(NetworkSpec spec, double[] parameters, double[] points, List<double[]> functions) {
        int values = points.length / spec.inputs() * spec.outputs();
        for (double[] function : functions) {
            if (function.length != values) {
                throw new IllegalArgumentException(
                        "a function has " + function.length + " values, not one for each of " + values + " outputs");
            }
        }
        ReferenceNetwork network = new ReferenceNetwork(spec);
        double[][] products = new double[functions.size()][parameters.length];
        double[] derivatives = new double[parameters.length];
        for (int value = 0; value < values; value++) {
            Arrays.fill(derivatives, 0);
            network.addDerivatives(parameters, points, value / spec.outputs(), value % spec.outputs(), derivatives);
            for (int f = 0; f < products.length; f++) {
                add(functions.get(f)[value], derivatives, products[f]);
            }
        }
        double[] rates = new double[products.length];
        for (int f = 0; f < rates.length; f++) {
            network.clearFrozen(products[f]);
            rates[f] = 2.0 / values * square(products[f]) / square(functions.get(f));
        }
        return rates;
    }

    private static void add(double factor, double[] vector, double[] sum) {
        if (factor != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * vector[i];
            }
        }
    }

    private static double square(double[] vector) {
        double sum = 0;
        for (double each : vector) {
            sum += each * each;
        }
        return sum;
    }
}
