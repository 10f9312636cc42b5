package io.mscale.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The rows of a heat map: one for each frequency, the lowest at the bottom.
 *
 * @param ks the angular frequencies, ascending
 */
record FrequencyRows(List<Double> ks) {

    private static final double ROW = 48;

    private static final double HIGHEST = 420;

    private static final double LOWEST = 120;

    /** Below this distance numbers would touch. */
    private static final double NUMBER = 14;

    FrequencyRows {
        ks = List.copyOf(ks);
    }

    /** Rows for those frequencies, in any order and as often as they come. */
    static FrequencyRows of(DoubleStream ks) {
        return new FrequencyRows(ks.sorted().distinct().boxed().toList());
    }

    /** How high all rows are together, in pixels. */
    double height() {
        return Math.max(LOWEST, Math.min(HIGHEST, ROW * ks.size()));
    }

    /** A frequency's row in a map. */
    Area row(double k, Area map) {
        double height = map.height() / ks.size();
        return new Area(map.left(), map.bottom() - (ks.indexOf(k) + 1) * height, map.width(), height);
    }

    /** Writes the frequencies to the left of a map, as many as have room. */
    void label(Svg svg, Area map) {
        int stride = (int) Math.ceil(NUMBER * ks.size() / map.height());
        for (int i = 0; i < ks.size(); i += stride) {
            double y = row(ks.get(i), map).middleY();
            svg.text(map.left() - 8, y + 4, new Tick(0, number(ks.get(i)), ""), TextStyle.TICK.atEnd());
        }
    }

    /** Three digits are enough to tell frequencies apart, but whole numbers are written in full. */
    private static String number(double k) {
        if (k == Math.rint(k) && Math.abs(k) < 1e6) {
            return Long.toString((long) k);
        }
        return new BigDecimal(k).round(new MathContext(3)).stripTrailingZeros().toString();
    }
}
