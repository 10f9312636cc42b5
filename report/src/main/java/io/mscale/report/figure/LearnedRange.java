package io.mscale.report.figure;

import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.LinearScale;
import io.mscale.report.chart.Point;
import java.util.List;
import java.util.stream.DoubleStream;

/** The vertical axis of a learned curve. */
final class LearnedRange {

    private LearnedRange() {}

    /**
     * An axis that contains the target, and as much of the network's range as possible without flattening the target.
     */
    static LinearScale of(List<Point> target, List<Point> network) {
        double[] truth = range(target.stream().mapToDouble(Point::y));
        double margin = truth[1] > truth[0] ? (truth[1] - truth[0]) / 2 : Math.max(1, Math.abs(truth[0]));
        double[] learned = range(network.stream().mapToDouble(Point::y));
        return LinearScale.around(DoubleStream.of(
                truth[0],
                truth[1],
                Math.max(Math.min(learned[0], truth[1]), truth[0] - margin),
                Math.min(Math.max(learned[1], truth[0]), truth[1] + margin)));
    }

    private static double[] range(DoubleStream values) {
        return Decimal.range(values.filter(Decimal::isDrawable));
    }
}
