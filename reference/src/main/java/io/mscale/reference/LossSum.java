package io.mscale.reference;

import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.MeanSquaredError;
import io.mscale.api.training.Residual;

/** A loss over the samples of a batch, and its derivatives by the rows of the network's output, by the formulas of {@link Loss}. */
final class LossSum {

    private final Loss loss;
    private final int columns;
    private final int batchSize;
    private double sum;
    private double magnitude;

    LossSum(Loss loss, int inputs, int outputs, int batchSize) {
        this.loss = loss;
        this.columns = loss.targetColumns(inputs, outputs);
        this.batchSize = batchSize;
    }

    /** The mean over the samples that were added, if they are the whole batch. */
    double mean() {
        return sum / batchSize;
    }

    /**
     * The mean of what the terms are without their signs, to which rounding errors of the loss are relative: terms of an
     * energy cancel each other, and so do those of a residual. The mean itself for the squared error.
     */
    double magnitude() {
        return magnitude / batchSize;
    }

    /**
     * Adds a sample.
     *
     * @param rows the network's output, [rows x outputs]: value, first derivatives, Laplacian
     * @param targets row-major [samples x columns]
     * @return the derivatives of the mean by the rows, [rows x outputs]
     */
    double[][] add(double[][] rows, double[] targets, int sample) {
        double[][] derivatives = new double[rows.length][rows[0].length];
        int first = sample * columns;
        if (loss instanceof MeanSquaredError) {
            addSquaredError(rows[0], targets, first, derivatives[0]);
        } else if (loss instanceof Energy) {
            addEnergy(rows, targets, first, derivatives);
        } else if (loss instanceof Residual) {
            addResidual(rows, targets, first, derivatives);
        }
        return derivatives;
    }

    private void addSquaredError(double[] output, double[] targets, int first, double[] derivatives) {
        int outputs = output.length;
        double squares = 0;
        for (int k = 0; k < outputs; k++) {
            double error = output[k] - targets[first + k];
            squares += error * error;
            derivatives[k] = 2 * error / ((double) batchSize * outputs);
        }
        sum += squares / outputs;
        magnitude += squares / outputs;
    }

    /** Columns A, C, F. */
    private void addEnergy(double[][] rows, double[] targets, int first, double[][] derivatives) {
        double a = targets[first];
        double c = targets[first + 1];
        double f = targets[first + 2];
        double u = rows[0][0];
        double slopes = 0;
        for (int j = 1; j < rows.length; j++) {
            slopes += rows[j][0] * rows[j][0];
            derivatives[j][0] = a * rows[j][0] / batchSize;
        }
        derivatives[0][0] = (c * u - f) / batchSize;
        sum += 0.5 * a * slopes + 0.5 * c * u * u - f * u;
        magnitude += 0.5 * Math.abs(a) * slopes + 0.5 * Math.abs(c) * u * u + Math.abs(f * u);
    }

    /** Columns P, Q_1, ..., Q_d, R, F, w; the factors of the rows are in the same order as the rows. */
    private void addResidual(double[][] rows, double[] targets, int first, double[][] derivatives) {
        double f = targets[first + rows.length];
        double weight = targets[first + rows.length + 1];
        double residual = -f;
        double terms = Math.abs(f);
        for (int j = 0; j < rows.length; j++) {
            double term = targets[first + j] * rows[j][0];
            residual += term;
            terms += Math.abs(term);
        }
        for (int j = 0; j < rows.length; j++) {
            derivatives[j][0] = 2 * weight * residual * targets[first + j] / batchSize;
        }
        sum += weight * residual * residual;
        magnitude += Math.abs(weight) * terms * terms;
    }
}
