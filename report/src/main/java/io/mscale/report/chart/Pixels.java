package io.mscale.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Pixels of a picture, row by row from the top.
 *
 * @param palette null if the values are colours
 * @param values colours, 0xrrggbb, or shares of the palette, from 0 to {@value #MOST_SHARE}, and {@link #NOTHING} where
 *     there is nothing to show
 */
public record Pixels(int columns, int rows, @Nullable Palette palette, List<Integer> values) {

    /** The share of the palette's last colour. */
    public static final int MOST_SHARE = 255;

    /** A pixel that shows the page: a hole. */
    public static final int NOTHING = -1;

    public Pixels {
        values = List.copyOf(values);
    }

    /** Pixels given as shares of a palette, which are clamped to 0 and 1; NaN where there is nothing. */
    public static Pixels of(Palette palette, int columns, int rows, DoubleStream shares) {
        return new Pixels(columns, rows, palette, shares.mapToObj(Pixels::share).toList());
    }

    private static int share(double share) {
        return Double.isNaN(share) ? NOTHING : (int) Math.round(MOST_SHARE * Math.max(0, Math.min(1, share)));
    }
}
