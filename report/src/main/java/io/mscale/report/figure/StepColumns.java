package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.report.chart.LogScale;
import java.util.List;

/**
 * Columns of a heat map over a logarithmic axis: each extends to the geometric mean of its step and the next.
 *
 * @param edges the left edge of each column and the right edge of the last; one more than there are columns
 */
record StepColumns(List<Double> edges) {

    /** Half the width, as a ratio, of a column without a neighbour. */
    private static final double ALONE = 2;

    StepColumns {
        edges = List.copyOf(edges);
    }

    /** The columns for a curve with at least one point and none at step 0. */
    static StepColumns of(List<CurvePoint> curve) {
        int n = curve.size();
        Double[] edges = new Double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = StrictMath.sqrt(
                    (double) curve.get(i - 1).step() * curve.get(i).step());
        }
        double first = curve.get(0).step();
        double last = curve.get(n - 1).step();
        // The outer columns extend as far outwards as inwards.
        edges[0] = n == 1 ? first / ALONE : first * first / edges[1];
        edges[n] = n == 1 ? last * ALONE : last * last / edges[n - 1];
        return new StepColumns(List.of(edges));
    }

    double from(int column) {
        return edges.get(column);
    }

    double to(int column) {
        return edges.get(column + 1);
    }

    /** A common axis for several heat maps, so that they can be compared. */
    static LogScale scale(List<StepColumns> maps) {
        return LogScale.exactly(
                maps.stream().mapToDouble(map -> map.from(0)).min().orElse(1),
                maps.stream()
                        .mapToDouble(map -> map.to(map.edges().size() - 2))
                        .max()
                        .orElse(1));
    }
}
