package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.Frequency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row of a {@link FrequencyFigure}.
 *
 * @param k the angular frequency
 * @param part the part of the domain; empty if there is only one
 */
record FrequencyRow(double k, String part) {

    /** The rows with an error at any of the points, in ascending order. */
    static List<FrequencyRow> of(Stream<CurvePoint> points) {
        return points.flatMap(point -> point.frequencies().stream())
                .filter(frequency -> frequency.relativeError() != null)
                .map(FrequencyRow::of)
                .distinct()
                .sorted(Comparator.comparingDouble(FrequencyRow::k))
                .toList();
    }

    private static FrequencyRow of(Frequency frequency) {
        return new FrequencyRow(frequency.k(), Objects.requireNonNullElse(frequency.part(), ""));
    }

    double error(CurvePoint point) {
        return point.frequencies().stream()
                .filter(frequency -> of(frequency).equals(this))
                .findFirst()
                .map(Frequency::relativeError)
                .orElse(Double.NaN);
    }

    /** The names of rows: of those of one frequency, the part as well. */
    static List<String> names(List<FrequencyRow> rows) {
        return rows.stream()
                .map(row -> rows.stream().filter(other -> other.k() == row.k()).count() > 1
                        ? row.name() + " " + place(row, rows)
                        : row.name())
                .toList();
    }

    private String name() {
        return k == 0 ? "constant" : number(k);
    }

    /** Of two intervals the one on the left or on the right; of others, the part as it is. */
    private static String place(FrequencyRow row, List<FrequencyRow> rows) {
        List<String> parts = rows.stream().map(FrequencyRow::part).distinct().toList();
        boolean areIntervals = parts.size() == 2 && parts.stream().allMatch(part -> part.matches("\\[[^x]+, [^x]+]"));
        if (!areIntervals) {
            return row.part();
        }
        String other = parts.get(1 - parts.indexOf(row.part()));
        return lower(row.part()) < lower(other) ? "left" : "right";
    }

    private static double lower(String interval) {
        return Double.parseDouble(interval.substring(1, interval.indexOf(',')));
    }

    /** Three digits distinguish frequencies well enough; whole numbers are written in full. */
    static String number(double k) {
        return k == Math.rint(k) && Math.abs(k) < 1e6
                ? Long.toString((long) k)
                : new BigDecimal(k)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toString();
    }
}
