package io.mscale.worker.external;

import io.mscale.api.ModelSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.record.file.NpyArray;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Rounding;
import io.mscale.worker.training.ParityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Reads what a worker leaves at the end, and holds its predictions against the parameters it says it has. */
final class Results {

    /** Points at which the float64 reference computes the network again. */
    private static final int CHECKED_POINTS = 100;

    private Results() {}

    /**
     * The trained parameters.
     *
     * @throws ProtocolException if they are missing, too few, too many or not finite
     */
    static double[] parameters(ModelSpec model, Exchange exchange) throws ProtocolException {
        int expected = ParameterLayout.of(model.network()).size();
        double[] parameters = read(exchange.parameters());
        if (parameters.length != expected) {
            throw new ProtocolException("parameters.npy holds " + parameters.length + " numbers; the network has "
                    + expected + " parameters");
        }
        requireFinite("parameters.npy", parameters);
        return parameters;
    }

    /** The network on the picture's grid. */
    static double[] picture(Exchange exchange, int expected) throws ProtocolException {
        double[] picture = read(exchange.picture());
        if (picture.length != expected) {
            throw new ProtocolException("picture.npy holds " + picture.length + " numbers, not " + expected);
        }
        return picture;
    }

    /**
     * Computes the network that has these parameters at some test points. An error is held against the largest of the
     * network's and the target's values there.
     *
     * @param complaint what is wrong if the prediction is another network's
     * @throws ProtocolException if it is
     */
    static void requireSameNetwork(
            ModelSpec model, Dataset train, Dataset all, double[] parameters, double[] prediction, String complaint)
            throws ProtocolException {
        if (!ParityCheck.isPossible(model)) {
            return;
        }
        int outputs = model.network().outputs();
        Dataset test = Rounding.round(model.precision(), all);
        int count = Math.min(CHECKED_POINTS, test.size());
        double[] points = new double[count * test.inputs()];
        double[] x = test.x();
        for (int i = 0; i < count; i++) {
            System.arraycopy(x, sample(i, count, test) * test.inputs(), points, i * test.inputs(), test.inputs());
        }
        double[] expected = new ReferenceModel(
                        model.network(), model.training(), Rounding.round(model.precision(), parameters), train)
                .forward(points);
        double size = Math.max(largest(expected), largest(test.y()));
        double allowed = size * ParityCheck.tolerance(model);
        for (int i = 0; i < expected.length; i++) {
            double found = prediction[sample(i / outputs, count, test) * outputs + i % outputs];
            if (!(Math.abs(found - expected[i]) <= allowed)) {
                throw new ProtocolException(String.format(
                        Locale.ROOT,
                        "%s: at test point %d it predicts %.6g, the network with these parameters gives %.6g",
                        complaint,
                        sample(i / outputs, count, test) + 1,
                        found,
                        expected[i]));
            }
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** Points spread over the test set. */
    private static int sample(int i, int count, Dataset test) {
        return (int) ((long) i * test.size() / count);
    }

    private static double[] read(Path file) throws ProtocolException {
        try {
            return NpyArray.read(file).values();
        } catch (IOException e) {
            throw new ProtocolException(String.valueOf(e.getMessage()));
        }
    }

    private static void requireFinite(String what, double[] values) throws ProtocolException {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new ProtocolException("number " + (i + 1) + " of " + what + " is " + values[i]);
            }
        }
    }
}
