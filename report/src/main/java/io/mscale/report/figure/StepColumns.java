package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.report.chart.LogScale;
import java.util.List;

/**
 * The columns of a heat map over a logarithmic axis: each reaches to the geometric middle between its step and the next.
 *
 * @param edges where columns begin and, the last of them, end; one more than there are columns
 */
record StepColumns(List<Double> edges) {

    /** Half the width of a column that has no neighbour. */
    private static final double ALONE = 2;

    StepColumns {
        edges = List.copyOf(edges);
    }

    /** The columns of a curve's points, at least one, all after the first step. */
    static StepColumns of(List<CurvePoint> curve) {
        int n = curve.size();
        Double[] edges = new Double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = StrictMath.sqrt(
                    (double) curve.get(i - 1).step() * curve.get(i).step());
        }
        double first = curve.get(0).step();
        double last = curve.get(n - 1).step();
        // The outer columns are as wide to the outside as to the inside.
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

    /** An axis for several heat maps, so that they can be compared. */
    static LogScale scale(List<StepColumns> maps) {
        return LogScale.exactly(
                maps.stream().mapToDouble(map -> map.from(0)).min().orElse(1),
                maps.stream()
                        .mapToDouble(map -> map.to(map.edges().size() - 2))
                        .max()
                        .orElse(1));
    }
}
