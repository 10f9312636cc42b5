package io.mscale.report.change;

import io.mscale.report.text.DuelTexts;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.List;

/** Rows of a comparison, one per cell and metric, shared by all tables. */
public final class ChangeRows {

    /** The headings; the first two are names, the last is the verdict. */
    public static final List<String> HEADER =
            List.of("cell", "figure", "base", "head", "ratio", "95% interval", "p", "noise", "verdict");

    /** How many of the first columns are names. */
    static final int NAMES = 2;

    private ChangeRows() {}

    /** Whether a column holds names or words instead of numbers. */
    public static boolean isName(int column) {
        return column < NAMES || column == HEADER.size() - 1;
    }

    /**
     * A row.
     *
     * @param isMain whether the metric is a step time or an error, not a secondary one
     */
    public record Row(Decision decision, boolean isMain, List<String> texts) {

        public boolean isDifferent() {
            return decision == Decision.FASTER || decision == Decision.SLOWER;
        }
    }

    /** The rows, in the order of the head's plan. */
    public static List<Row> of(RunComparison comparison) {
        CellNames names = comparison.names();
        List<Row> rows = new ArrayList<>();
        for (CellComparison cell : comparison.cells()) {
            String name = names.of(cell.key());
            for (Metric metric : Metric.values()) {
                MetricComparison numbers = cell.metrics().get(metric);
                if (numbers != null) {
                    rows.add(row(name, metric, numbers));
                }
            }
        }
        return rows;
    }

    private static Row row(String name, Metric metric, MetricComparison numbers) {
        return new Row(
                numbers.decision(),
                metric == Metric.STEP || metric == Metric.TEST_MSE,
                List.of(
                        name,
                        metric.title(),
                        ChangeTexts.value(metric, numbers.base()),
                        ChangeTexts.value(metric, numbers.head()),
                        Formats.factor(numbers.comparison().ratio()),
                        DuelTexts.interval(numbers.comparison()),
                        DuelTexts.p(numbers.comparison(), numbers.adjustedP()),
                        ChangeTexts.noise(numbers),
                        ChangeTexts.decision(metric, numbers.decision())));
    }
}
