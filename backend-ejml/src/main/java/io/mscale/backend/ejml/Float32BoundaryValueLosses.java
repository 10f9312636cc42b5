package io.mscale.backend.ejml;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * Losses of boundary-value problems over the samples of a piece, in single precision. Each replaces the network's output by
 * the loss's derivatives with respect to it, 0 from sample {@code valid} on, and returns the sum over the samples in double.
 */
final class Float32BoundaryValueLosses {

    private Float32BoundaryValueLosses() {}

    /** {@link io.mscale.api.training.Energy}: the targets are A, C and F. */
    static double energy(float[] output, FMatrixRMaj[] targets, PieceRows rows, int valid, double factor) {
        float[] a = targets[0].data;
        float[] c = targets[1].data;
        float[] f = targets[2].data;
        int samples = rows.samples();
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            double squares = 0;
            double ofSlope = factor * a[s];
            for (int j = 1; j <= rows.tangents(); j++) {
                double slope = output[j * samples + s];
                squares += slope * slope;
                output[j * samples + s] = (float) (ofSlope * slope);
            }
            double u = output[s];
            sum += 0.5 * a[s] * squares + (0.5 * c[s] * u - f[s]) * u;
            output[s] = (float) (factor * (c[s] * u - f[s]));
        }
        clearPadding(output, rows, valid);
        return sum;
    }

    /** {@link io.mscale.api.training.Residual}: the targets are a factor for each row of the output, F and w. */
    static double residual(float[] output, FMatrixRMaj[] targets, PieceRows rows, int valid, double factor) {
        int samples = rows.samples();
        int count = rows.count();
        float[] f = targets[count].data;
        float[] weights = targets[count + 1].data;
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            double residual = -f[s];
            for (int r = 0; r < count; r++) {
                double coefficient = targets[r].data[s];
                residual += coefficient * output[r * samples + s];
            }
            double weighted = weights[s] * residual;
            sum += weighted * residual;
            for (int r = 0; r < count; r++) {
                output[r * samples + s] = (float) (2 * factor * weighted * targets[r].data[s]);
            }
        }
        clearPadding(output, rows, valid);
        return sum;
    }

    private static void clearPadding(float[] output, PieceRows rows, int valid) {
        int samples = rows.samples();
        for (int row = 0; row < rows.count(); row++) {
            Arrays.fill(output, row * samples + valid, (row + 1) * samples, 0);
        }
    }
}
