package io.mscale.results.figure;

import io.mscale.api.record.GridPicture;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntToDoubleFunction;

/**
 * The colours of a picture's points, row by row from the uppermost, 0xrrggbb. One value a point is coloured by the range
 * of the target, or is the brightness of a grey image; three values are red, green and blue. Brightness is from 0 to 1. Errors are the largest over the values of a point,
 * coloured from 0 to half of the range.
 */
final class PictureColours {

    private final GridPicture picture;
    private final boolean isImage;
    private final double least;
    private final double most;

    private PictureColours(GridPicture picture, boolean isImage, double least, double most) {
        this.picture = picture;
        this.isImage = isImage;
        this.least = least;
        this.most = most;
    }

    /**
     * The colours of a picture.
     *
     * @param isImage whether its values, one a point or three, are brightness
     */
    static PictureColours of(GridPicture picture, boolean isImage) {
        if (isImage || picture.outputs() == 3) {
            return new PictureColours(picture, true, 0, 1);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < picture.rows() * picture.columns(); point++) {
            double value = picture.truth(point / picture.columns(), point % picture.columns(), 0);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new PictureColours(picture, false, least, most > least ? most : least + 1);
    }

    int[] truth() {
        return colours(point -> picture.truth(row(point), column(point), 0), true);
    }

    int[] prediction() {
        return colours(point -> picture.prediction(row(point), column(point), 0), false);
    }

    int[] errors() {
        int[] colours = new int[picture.rows() * picture.columns()];
        for (int point = 0; point < colours.length; point++) {
            double error = 0;
            for (int o = 0; o < picture.outputs(); o++) {
                double difference = Math.abs(
                        picture.prediction(row(point), column(point), o) - picture.truth(row(point), column(point), o));
                error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
            }
            colours[point] = parsed(ErrorColours.of(error / mostError()));
        }
        return colours;
    }

    /** What the ends of the colours mean, for a caption; nothing of an image. */
    String range() {
        return isImage ? "" : ", from " + number(least) + " (dark) to " + number(most) + " (bright)";
    }

    String errorRange() {
        return ", from 0 (dark) to " + number(mostError()) + " or more (bright)";
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private double mostError() {
        return (most - least) / 2;
    }

    private int[] colours(IntToDoubleFunction value, boolean ofTruth) {
        int[] colours = new int[picture.rows() * picture.columns()];
        for (int point = 0; point < colours.length; point++) {
            colours[point] = isImage
                    ? mixed(point, ofTruth)
                    : parsed(ErrorColours.of((value.applyAsDouble(point) - least) / (most - least)));
        }
        return colours;
    }

    private int mixed(int point, boolean ofTruth) {
        int colour = 0;
        for (int channel = 0; channel < 3; channel++) {
            int output = Math.min(channel, picture.outputs() - 1);
            float value = ofTruth
                    ? picture.truth(row(point), column(point), output)
                    : picture.prediction(row(point), column(point), output);
            colour = colour << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
        }
        return colour;
    }

    private static int parsed(String colour) {
        return Integer.parseInt(colour.substring(1), 16);
    }

    private int row(int point) {
        return point / picture.columns();
    }

    private int column(int point) {
        return point % picture.columns();
    }
}
