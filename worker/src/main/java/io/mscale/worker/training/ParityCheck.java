package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.record.CellRecord;
import io.mscale.api.record.CellSpec;
import io.mscale.api.task.Dataset;
import io.mscale.tck.reference.ReferenceModel;
import io.mscale.tck.reference.Rounding;
import io.mscale.worker.log.EventLog;
import java.util.Arrays;
import java.util.Optional;

/**
 * Holds the first losses of a backend against the float64 reference, from the cell's own initial parameters, on a few of
 * its samples: a time is worth nothing if something else was computed. The number of samples is chosen so that the
 * reference, which is slow, takes a fraction of a second.
 */
final class ParityCheck {

    static final int STEPS = 5;

    /** Five Adam steps amplify float32 rounding to well below this; a wrong sign or a missing term is far above. */
    static final double FLOAT32_TOLERANCE = 1e-3;

    static final double FLOAT64_TOLERANCE = 1e-9;

    /** Up to this scale the tolerances hold as they are. */
    private static final double MODERATE_SCALE = 50;

    /** Beyond this the reference, with its copies in double, would need more time and memory than a check is worth. */
    static final int MOST_PARAMETERS = 20_000_000;

    private static final double REFERENCE_FLOPS = 3e8;
    private static final int MOST_SAMPLES = 200;

    private ParityCheck() {}

    /** Trains a model of its own for a few steps and compares; empty if the network is too large for the reference. */
    static Optional<CellRecord.Parity> run(CellSpec cell, MscaleBackend backend, PreparedModel prepared) {
        ModelSpec spec = prepared.model().spec();
        if (prepared.model().layout().size() > MOST_PARAMETERS) {
            return Optional.empty();
        }
        Dataset data = fewSamples(prepared.train(), samples(spec));
        double[] initial = prepared.initialParameters();
        double[] expected = new ReferenceModel(
                        spec.network(),
                        spec.training(),
                        Rounding.round(spec.precision(), initial),
                        Rounding.round(spec.precision(), data))
                .trajectory(STEPS);
        double worst = 0;
        try (MscaleModel model = backend.create(spec, cell.parsedDevice())) {
            model.bind(data);
            model.setParameters(initial);
            for (double loss : expected) {
                worst = Math.max(worst, Math.abs(model.train(1) - loss) / Math.abs(loss)); // NaN stays NaN
            }
        }
        double tolerance = tolerance(spec);
        return Optional.of(new CellRecord.Parity(STEPS, EventLog.finiteOrNull(worst), worst <= tolerance));
    }

    /** A scale of a makes the rounding of x an error a times as large behind a sine, which no backend can help. */
    static double tolerance(ModelSpec spec) {
        double largest = Arrays.stream(spec.network().scalePerNeuron())
                .map(Math::abs)
                .max()
                .orElse(1);
        double plain = spec.precision() == Precision.FLOAT32 ? FLOAT32_TOLERANCE : FLOAT64_TOLERANCE;
        return plain * Math.max(1, largest / MODERATE_SCALE);
    }

    private static int samples(ModelSpec spec) {
        double flopsPerSample = 6.0 * ParameterLayout.of(spec.network()).size() * STEPS;
        return (int) Math.max(2, Math.min(MOST_SAMPLES, REFERENCE_FLOPS / flopsPerSample));
    }

    /** Samples spread over the whole set. */
    private static Dataset fewSamples(Dataset all, int count) {
        int n = Math.min(count, all.size());
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
