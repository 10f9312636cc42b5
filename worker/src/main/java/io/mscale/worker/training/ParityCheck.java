package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Rounding;
import io.mscale.worker.log.EventLog;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares a backend's first losses with the float64 reference, from the cell's own initial parameters, on a few of
 * its samples: a time is worthless if something else was computed. The number of samples is chosen so that the slow
 * reference takes a fraction of a second.
 */
public final class ParityCheck {

    /** Number of losses compared. */
    public static final int STEPS = 5;

    /** Well above float32 rounding after five Adam steps; a wrong sign or a missing term exceeds it by far. */
    static final double FLOAT32_TOLERANCE = 1e-3;

    static final double FLOAT64_TOLERANCE = 1e-9;

    /** Largest scale for which the tolerances hold unchanged. */
    private static final double MODERATE_SCALE = 50;

    /**
     * Above this the reference, with its copies in double, would need more time and memory than the check is worth.
     */
    static final int MOST_PARAMETERS = 20_000_000;

    /** Work of one reference step; keeps the check to a fraction of a second. */
    private static final double REFERENCE_FLOPS = 3e8;

    private static final int MOST_SAMPLES = 200;

    private ParityCheck() {}

    /** Trains a separate model for a few steps and compares; empty if the network is too large for the reference. */
    static Optional<CellRecord.Parity> run(CellSpec cell, MscaleBackend backend, PreparedModel prepared) {
        ModelSpec spec = prepared.model().spec();
        if (!isPossible(spec)) {
            return Optional.empty();
        }
        Dataset data = samples(spec, prepared.train());
        double[] initial = prepared.initialParameters();
        double[] expected = expected(spec, data, initial);
        double[] losses = new double[STEPS];
        try (MscaleModel model = backend.create(spec, cell.device())) {
            model.bind(data);
            model.setParameters(initial);
            for (int i = 0; i < STEPS; i++) {
                losses[i] = model.train(1);
            }
        }
        return Optional.of(verdict(spec, losses, expected));
    }

    /** Whether the network is small enough for the reference. */
    public static boolean isPossible(ModelSpec spec) {
        return ParameterLayout.of(spec.network()).size() <= MOST_PARAMETERS;
    }

    /** The samples to compare losses on, spread evenly over the whole set. */
    public static Dataset samples(ModelSpec spec, Dataset train) {
        return fewSamples(train, samples(spec));
    }

    /**
     * Computes the reference's losses.
     *
     * @param data the samples
     * @param initial the initial parameters
     */
    public static double[] expected(ModelSpec spec, Dataset data, double[] initial) {
        return new ReferenceModel(
                        spec.network(),
                        spec.training(),
                        Rounding.round(spec.precision(), initial),
                        Rounding.round(spec.precision(), data))
                .trajectory(STEPS);
    }

    /** Compares losses with the reference's, step by step. */
    public static CellRecord.Parity verdict(ModelSpec spec, double[] losses, double[] expected) {
        double worst = 0;
        for (int i = 0; i < STEPS; i++) {
            worst = Math.max(worst, Math.abs(losses[i] - expected[i]) / Math.abs(expected[i])); // NaN stays NaN
        }
        return new CellRecord.Parity(STEPS, EventLog.finiteOrNull(worst), worst <= tolerance(spec));
    }

    /**
     * The tolerance for a network: a scale of a magnifies the rounding of x behind a sine by a factor of a, for every
     * backend.
     */
    public static double tolerance(ModelSpec spec) {
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

    /** Samples spread evenly over the whole set. */
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
