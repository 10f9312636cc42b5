package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Scale;
import io.mscale.results.evidence.CellMeasures;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What is along the horizontal axis of a figure about the training. */
enum Against {
    STEPS("by step", "training step", "", CurvePoint::step, cell -> true),
    /** Of cells whose times count. */
    SECONDS(
            "by training time",
            "training time",
            "s",
            CurvePoint::seconds,
            cell -> CellMeasures.trustedTiming(cell) != null);

    /** The ending of a figure's title. */
    final String title;

    private final String name;
    private final String unit;

    /** The quantity at a point of a training curve. */
    final ToDoubleFunction<CurvePoint> value;

    /** The cells that have it. */
    final Predicate<CellRecord> counts;

    Against(String title, String name, String unit, ToDoubleFunction<CurvePoint> value, Predicate<CellRecord> counts) {
        this.title = title;
        this.name = name;
        this.unit = unit;
        this.value = value;
        this.counts = counts;
    }

    Chart.Axis axis(Scale scale) {
        return new Chart.Axis(name, unit, scale);
    }
}
