package io.mscale.report.figure;

import io.mscale.report.change.ChangeTexts;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.Metric;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import io.mscale.results.trend.TrendChange;
import io.mscale.results.trend.TrendPoint;
import java.util.Optional;

/** Tells the changes of a trend in words. */
public final class TrendTexts {

    private TrendTexts() {}

    /** What a change is: {@code slower}, {@code slower, drifted over 12 runs}, {@code slower, new: 2 runs}. */
    public static String kind(Metric metric, TrendChange change) {
        String verdict = ChangeTexts.decision(metric, change.ratio() > 1 ? Decision.SLOWER : Decision.FASTER);
        return switch (change.kind()) {
            case STEP -> verdict;
            case DRIFT -> verdict + ", drifted over " + change.runs() + " runs";
            case RECENT -> verdict + ", new: " + (change.runs() == 1 ? "one run" : change.runs() + " runs");
        };
    }

    /**
     * What a chart says of a run with repeats that were measured on a disturbed machine; empty of a metric that does not depend
     * on the machine.
     */
    static Optional<String> disturbed(Metric metric, TrendPoint point) {
        CellComparison.Repeats ended = point.ended();
        return metric.isTime() && ended.disturbed() > 0
                ? Optional.of(ended + " repeats on a disturbed machine"
                        + (ended.leavesOut(metric) ? ", left out" : ", counted"))
                : Optional.empty();
    }

    /** What a chart says where the change begins. */
    static String fromHere(TrendChange change) {
        String factor = Formats.factor(change.ratio()) + " times";
        return switch (change.kind()) {
            case STEP -> "from here on " + factor;
            case DRIFT -> "drifts to " + factor + " over " + change.runs() + " runs";
            case RECENT -> "new, " + (change.runs() == 1 ? "one run" : change.runs() + " runs") + ": " + factor;
        };
    }
}
