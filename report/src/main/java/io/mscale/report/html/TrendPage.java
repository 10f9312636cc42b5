package io.mscale.report.html;

import io.mscale.record.run.Fingerprint;
import io.mscale.report.figure.TrendFigure;
import io.mscale.report.text.Text;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.statistics.EDivisive;
import io.mscale.results.trend.Trend;
import io.mscale.results.trend.TrendSeries;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The template's parameter. Text is unescaped; the template escapes it.
 *
 * @param summary the size of the history
 * @param changes all changes, the worst first
 * @param tooShort how many series have too few runs to tell; empty if none has
 */
public record TrendPage(
        String summary,
        List<TrendRow> changes,
        String tooShort,
        List<String> notes,
        List<Machine> machines,
        HtmlReport.Assets assets) {

    private static final int MOST_CHANGES = 200;

    /** A machine's charts. */
    public record Machine(String name, ChartGroup charts) {

        static Machine of(Fingerprint machine, TrendFigure figure) {
            List<ChartGroup.Option> options = Stream.of(Metric.values())
                    .flatMap(metric -> figure.chart(machine, metric).stream()
                            .map(chart -> new ChartGroup.Option(metric.title(), chart)))
                    .toList();
            return new Machine(
                    Text.oneLine(machine.key() + ": " + machine),
                    new ChartGroup(
                            "trend",
                            "show",
                            false,
                            List.of("line"),
                            options,
                            "Line: median over the repeats that count; ring: some of them were measured on a disturbed"
                                    + " machine. Band: its 95% interval, with fewer than 6 repeats all of"
                                    + " them. Dashed: the levels, and where they begin or change; grey: another patch of"
                                    + " Java; dotted: a baseline. Cross on the axis: no repeat ended well. Arrow: a run"
                                    + " beyond the axis, with its value. Days and times are in UTC. Drag to zoom, double-click to go back."));
        }
    }

    static TrendPage of(Trend trend, TrendRemarks remarks) throws IOException {
        TrendFigure figure = new TrendFigure(trend, remarks.baselines());
        List<Machine> machines = figure.machines().stream()
                .map(machine -> Machine.of(machine, figure))
                .toList();
        return new TrendPage(
                summary(trend),
                TrendRow.all(trend, figure, remarks.commits()).stream()
                        .limit(MOST_CHANGES)
                        .toList(),
                tooShort(trend),
                remarks.notes().stream().map(Text::oneLine).toList(),
                machines,
                HtmlReport.Assets.of(machines.stream().map(Machine::charts).toList()));
    }

    private static String tooShort(Trend trend) {
        long count = trend.series().stream().filter(TrendSeries::isTooShort).count();
        int fewest = IntStream.iterate(1, runs -> !EDivisive.canTell(runs), runs -> runs + 1)
                        .max()
                        .orElse(0)
                + 1;
        return count == 0
                ? ""
                : (count == trend.series().size() ? "Too few runs" : count + " series have too few runs")
                        + " to tell lasting changes: it takes " + fewest + " of a cell.";
    }

    private static String summary(Trend trend) {
        if (trend.runs().isEmpty()) {
            return "The history is empty.";
        }
        HistoryRun first = trend.runs().get(0);
        HistoryRun last = trend.runs().get(trend.runs().size() - 1);
        long changes = trend.series().stream()
                .mapToInt(series -> series.changes().size())
                .sum();
        return trend.runs().size() + " runs from " + first.startedAt() + " to " + last.startedAt() + ", "
                + trend.series().size() + " series, " + changes + (changes == 1 ? " change" : " changes");
    }
}
