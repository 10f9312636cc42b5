package io.mscale.report.figure;

import io.mscale.record.file.GridPicture;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Pixels;
import io.mscale.results.evidence.TestPoints;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pixels of a picture's target, network and error. Images are shown as they are, grey or in colour, from 0 to 1. For
 * a field the target's range sets the colours of both target and network. The error of a point is the largest over
 * its outputs, shown from 0 to half of the range. If there are several outputs that are not colours, the first is
 * shown. Large pictures are averaged down. Where the target is not a number there is nothing: a hole.
 */
final class PictureRasters {

    /** Pixels per side: more add no visible detail and make the page large. */
    private static final int MOST = 256;

    /** More dots hide what they lie on; of more points every n-th is marked. */
    private static final int MOST_DOTS = 400;

    /** Steps of a colour channel from dark to bright: more are indistinguishable, and their noise inflates the page. */
    private static final int SHADES = 63;

    private interface Values {
        float at(int row, int column, int output);
    }

    private final GridPicture picture;
    private final boolean isImage;
    private final int every;
    private final double least;
    private final double most;

    PictureRasters(GridPicture picture, boolean isImage) {
        this.picture = picture;
        this.isImage = isImage;
        every = (Math.max(picture.columns(), picture.rows()) + MOST - 1) / MOST;
        DoubleSummaryStatistics range = IntStream.range(0, picture.rows() * picture.columns())
                .mapToDouble(point -> picture.truth(point / picture.columns(), point % picture.columns(), 0))
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        least = isImage ? 0 : range.getMin();
        most = isImage ? 1 : range.getMax() > least ? range.getMax() : least + 1;
    }

    /**
     * The target, with some of its points marked.
     *
     * @param isNew whether the panel above does not show it already; else it has no pixels
     */
    Content.Picture target(boolean isNew, List<TestPoints.Point> marked) {
        int each = (marked.size() + MOST_DOTS - 1) / MOST_DOTS;
        double[] x = picture.x();
        double[] y = picture.y();
        List<Line.Point> dots = IntStream.range(0, marked.size())
                .filter(i -> i % each == 0)
                .mapToObj(marked::get)
                .map(point -> new Line.Point(share(point.x1(), x), share(point.x2(), y)))
                .toList();
        return picture("target", isNew ? shown(picture::truth) : null, dots);
    }

    Content.Picture network() {
        return picture("network", shown(picture::prediction), List.of());
    }

    private Content.Picture picture(String name, @Nullable Pixels pixels, List<Line.Point> dots) {
        return new Content.Picture(name, pixels, isImage ? "" : number(least), isImage ? "" : number(most), dots);
    }

    /** The place of a value along a side of the picture. The values of the grid are those of the pixels' middles. */
    private static double share(double value, double[] grid) {
        int last = grid.length - 1;
        double pixels = last == 0 ? 0 : (value - grid[0]) / (grid[last] - grid[0]) * last;
        return Math.max(0, Math.min(1, (pixels + 0.5) / grid.length));
    }

    /** The error; those larger than its last colour look the same. */
    Content.Picture error() {
        double mostError = (most - least) / 2;
        Pixels pixels = shares(Palette.MAGMA, i -> {
            double share = mean(this::largestError, i, 0) / mostError;
            // NaN predictions count as the largest error.
            return Double.isNaN(share) ? 1 : share;
        });
        return new Content.Picture("error", pixels, "0", "\u2265 " + number(mostError), List.of());
    }

    /** The largest error of a point over all outputs. */
    private float largestError(int row, int column, int output) {
        float error = 0;
        for (int o = 0; o < picture.outputs(); o++) {
            error = Math.max(error, Math.abs(picture.prediction(row, column, o) - picture.truth(row, column, o)));
        }
        return error;
    }

    private Pixels shown(Values values) {
        if (isImage && picture.outputs() == 3) {
            List<Integer> colours = IntStream.range(0, rows() * columns())
                    .mapToObj(i -> channel(values, i, 0) << 16 | channel(values, i, 1) << 8 | channel(values, i, 2))
                    .toList();
            return new Pixels(columns(), rows(), null, colours);
        }
        return shares(isImage ? Palette.GREY : Palette.VIRIDIS, i -> (mean(values, i, 0) - least) / (most - least));
    }

    private int channel(Values values, int pixel, int channel) {
        double value = Math.max(0, Math.min(1, mean(values, pixel, channel)));
        return 255 * (int) Math.round(SHADES * value) / SHADES;
    }

    private Pixels shares(Palette palette, IntToDoubleFunction share) {
        return Pixels.of(
                palette,
                columns(),
                rows(),
                IntStream.range(0, rows() * columns()).mapToDouble(i -> isHole(i) ? Double.NaN : known(share, i)));
    }

    private boolean isHole(int pixel) {
        return Double.isNaN(mean(picture::truth, pixel, 0));
    }

    /** A prediction that is not a number has the first colour. */
    private static double known(IntToDoubleFunction share, int pixel) {
        double value = share.applyAsDouble(pixel);
        return Double.isNaN(value) ? 0 : value;
    }

    private int columns() {
        return Math.max(1, picture.columns() / every);
    }

    private int rows() {
        return Math.max(1, picture.rows() / every);
    }

    /** The mean over the points that a pixel covers. */
    private double mean(Values values, int pixel, int output) {
        double sum = 0;
        int points = 0;
        int firstRow = pixel / columns() * every;
        int firstColumn = pixel % columns() * every;
        for (int row = firstRow; row < Math.min(firstRow + every, picture.rows()); row++) {
            for (int column = firstColumn; column < Math.min(firstColumn + every, picture.columns()); column++) {
                sum += values.at(row, column, output);
                points++;
            }
        }
        return sum / points;
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        double size = Math.abs(value);
        String text = size == 0 || (size >= 1e-3 && size < 1e6) ? rounded.toPlainString() : rounded.toString();
        return text.replace('-', '\u2212');
    }
}
