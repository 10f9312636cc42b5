package io.mscale.report.figure;

import io.mscale.results.evidence.LearnedCurve;
import java.util.List;
import java.util.stream.DoubleStream;

/** The vertical axis of a learned curve. */
final class LearnedRange {

    private LearnedRange() {}

    /** An axis that holds the target, and the network as far as it does not make the target flat. */
    static LinearScale of(List<LearnedCurve.Point> points) {
        double[] truth = range(points.stream().mapToDouble(LearnedCurve.Point::truth));
        double margin = truth[1] > truth[0] ? (truth[1] - truth[0]) / 2 : Math.max(1, Math.abs(truth[0]));
        double[] network = range(points.stream().mapToDouble(LearnedCurve.Point::prediction));
        return LinearScale.around(DoubleStream.of(
                truth[0],
                truth[1],
                Math.max(Math.min(network[0], truth[1]), truth[0] - margin),
                Math.min(Math.max(network[1], truth[0]), truth[1] + margin)));
    }

    private static double[] range(DoubleStream values) {
        return Decimal.range(values.filter(Decimal::isDrawable));
    }
}
