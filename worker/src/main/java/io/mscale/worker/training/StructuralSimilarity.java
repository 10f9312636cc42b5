package io.mscale.worker.training;

import io.mscale.record.file.GridPicture;
import java.util.stream.IntStream;

/**
 * The structural similarity of two pictures, 1 if they are the same: Wang, Bovik, Sheikh and Simoncelli, Image quality
 * assessment: from error visibility to structural similarity, IEEE Transactions on Image Processing 13 (2004) 600-612. Local
 * means, variances and the covariance are weighted by a Gaussian window; the mean is taken over all places where the window
 * lies within the picture, and over the channels. Their program halves pictures of more than 384 pixels first; this does not.
 */
final class StructuralSimilarity {

    /** Pixels on a side of the window. */
    static final int WINDOW = 11;

    private static final double DEVIATION = 1.5;

    /** Their constants K1 and K2: without them, the quotients are not defined where a picture is black or flat. */
    private static final double OF_MEANS = 0.01;

    private static final double OF_VARIANCES = 0.03;

    private final double[] window;
    private final int rows;
    private final int columns;

    private StructuralSimilarity(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        double[] weights = IntStream.range(0, WINDOW)
                .mapToDouble(i -> Math.exp(-Math.pow((i - WINDOW / 2) / DEVIATION, 2) / 2))
                .toArray();
        double sum = IntStream.range(0, WINDOW).mapToDouble(i -> weights[i]).sum();
        this.window =
                IntStream.range(0, WINDOW).mapToDouble(i -> weights[i] / sum).toArray();
    }

    /**
     * Compares a target with what a network made of it.
     *
     * @param peak the largest value of a pixel; the least is 0
     * @return NaN if the picture is smaller than the window, or the network's values are not finite
     */
    static double of(GridPicture picture, double peak) {
        if (picture.rows() < WINDOW || picture.columns() < WINDOW) {
            return Double.NaN;
        }
        StructuralSimilarity similarity = new StructuralSimilarity(picture.rows(), picture.columns());
        double sum = 0;
        for (int channel = 0; channel < picture.outputs(); channel++) {
            double[] truth = new double[picture.rows() * picture.columns()];
            double[] prediction = new double[truth.length];
            for (int i = 0; i < truth.length; i++) {
                int row = i / picture.columns();
                int column = i % picture.columns();
                truth[i] = picture.truth(row, column, channel);
                prediction[i] = picture.prediction(row, column, channel);
            }
            sum += similarity.mean(truth, prediction, peak);
        }
        return sum / picture.outputs();
    }

    private double mean(double[] x, double[] y, double peak) {
        double[] meanX = smoothed(x);
        double[] meanY = smoothed(y);
        double[] xx = smoothed(products(x, x));
        double[] yy = smoothed(products(y, y));
        double[] xy = smoothed(products(x, y));
        double c1 = Math.pow(OF_MEANS * peak, 2);
        double c2 = Math.pow(OF_VARIANCES * peak, 2);
        double sum = 0;
        for (int i = 0; i < meanX.length; i++) {
            double means = meanX[i] * meanY[i];
            double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
            sum += (2 * means + c1) * (2 * (xy[i] - means) + c2) / ((squares + c1) * (xx[i] + yy[i] - squares + c2));
        }
        return sum / meanX.length;
    }

    private static double[] products(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).toArray();
    }

    /** Weighted by the window wherever it lies within the picture: along the rows, then along the columns. */
    private double[] smoothed(double[] values) {
        int across = columns - WINDOW + 1;
        int down = rows - WINDOW + 1;
        double[] narrow = new double[rows * across];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = weighted(values, i / across * columns + i % across, 1);
        }
        double[] smooth = new double[down * across];
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] = weighted(narrow, i, across);
        }
        return smooth;
    }

    private double weighted(double[] values, int from, int stride) {
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
            sum += window[k] * values[from + k * stride];
        }
        return sum;
    }
}
