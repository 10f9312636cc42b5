package io.mscale.report.svg;

import io.mscale.report.chart.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Thins out lines with very many points: of the points in a narrow column only the outermost are visible. */
final class Thinning {

    /** A column is half a pixel, one pixel of a PNG at twice the resolution. */
    private static final double COLUMNS_PER_PIXEL = 2;

    private Thinning() {}

    /** The first, lowest, highest and last point of each column, in their order; all points of a sparse line. */
    static List<Point> of(List<Point> pixels) {
        List<Point> thin = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= pixels.size(); i++) {
            if (i == pixels.size() || column(pixels.get(i)) != column(pixels.get(start))) {
                thin.addAll(outermost(pixels.subList(start, i)));
                start = i;
            }
        }
        return thin;
    }

    private static List<Point> outermost(List<Point> column) {
        if (column.size() <= 4) {
            return column;
        }
        Comparator<Integer> byHeight =
                Comparator.comparingDouble(i -> column.get(i).y());
        List<Integer> all = IntStream.range(0, column.size()).boxed().toList();
        int highest = all.stream().min(byHeight).orElseThrow();
        int lowest = all.stream().max(byHeight).orElseThrow();
        return Stream.of(0, highest, lowest, column.size() - 1)
                .distinct()
                .sorted()
                .map(column::get)
                .toList();
    }

    private static long column(Point pixel) {
        return (long) Math.floor(pixel.x() * COLUMNS_PER_PIXEL);
    }
}
