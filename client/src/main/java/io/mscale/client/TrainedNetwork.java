package io.mscale.client;

import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import io.mscale.reference.ReferenceNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained function of one or more inputs, in the units of the data that it was trained on. It is evaluated in float64,
 * whatever precision it was trained in. Immutable, and safe to use from several threads.
 */
public final class TrainedNetwork {

    /** Points that one thread evaluates at a time. */
    private static final int PIECE = 256;

    private final KeptNetwork kept;

    /** A network that was read; {@link Mscale#load} reads one. */
    public TrainedNetwork(KeptNetwork kept) {
        this.kept = kept;
    }

    /** The names of its inputs, in order. */
    public List<String> inputs() {
        return names(kept.file().inputs());
    }

    /** The names of its outputs, in order. */
    public List<String> outputs() {
        return names(kept.file().outputs());
    }

    private static List<String> names(List<NetworkFile.Variable> variables) {
        return variables.stream().map(NetworkFile.Variable::name).toList();
    }

    /**
     * Evaluates the function.
     *
     * @param points row-major [points x inputs]; of one input, just the values
     * @return row-major [points x outputs]
     * @throws IllegalArgumentException if there is no point, a point is not whole, or a number is not finite
     */
    public double[] predict(double... points) {
        int inputs = kept.file().inputs().size();
        int outputs = kept.file().outputs().size();
        if (points.length == 0 || points.length % inputs != 0) {
            throw new IllegalArgumentException(points.length + " numbers are not points of " + inputs + " inputs");
        }
        for (int i = 0; i < points.length; i++) {
            if (!Double.isFinite(points[i])) {
                throw new IllegalArgumentException("number " + i + " is not finite: " + points[i]);
            }
        }
        double[] x = kept.file().scaled(points);
        double[] y = new double[Math.multiplyExact(points.length / inputs, outputs)];
        for (NetworkFile.Term term : kept.file().networks()) {
            add(term, x, y);
        }
        return kept.file().inUnits(y);
    }

    private void add(NetworkFile.Term term, double[] x, double[] y) {
        int inputs = term.spec().inputs();
        int outputs = term.spec().outputs();
        int samples = x.length / inputs;
        double[] parameters = kept.parameters(term);
        IntStream.range(0, (samples + PIECE - 1) / PIECE).parallel().forEach(piece -> {
            int from = piece * PIECE;
            int to = Math.min(samples, from + PIECE);
            double[] part = new ReferenceNetwork(term.spec())
                    .forward(parameters, Arrays.copyOfRange(x, from * inputs, to * inputs));
            for (int i = 0; i < part.length; i++) {
                y[from * outputs + i] += term.factor() * part[i];
            }
        });
    }
}
