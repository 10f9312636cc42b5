package io.mscale.report.html;

import io.mscale.record.run.Fingerprint;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.figure.TrendFigure;
import io.mscale.report.text.Text;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import io.mscale.results.trend.Trend;
import io.mscale.results.trend.TrendChange;
import io.mscale.results.trend.TrendSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The template's parameter. Text is unescaped; the template escapes it.
 *
 * @param summary the size of the history
 * @param changes all changes, newest first
 */
public record TrendPage(
        String summary, List<Change> changes, List<String> notes, List<Machine> machines, HtmlReport.Assets assets) {

    private static final int MOST_CHANGES = 200;

    /** A machine's charts. */
    public record Machine(String name, ChartGroup charts) {

        static Machine of(Fingerprint machine, TrendFigure figure) {
            List<ChartGroup.Option> options = Stream.of(Metric.values())
                    .flatMap(metric -> figure.chart(machine, metric).stream()
                            .map(chart -> new ChartGroup.Option(metric.title(), chart)))
                    .toList();
            return new Machine(
                    Text.oneLine(machine.toString()),
                    new ChartGroup(
                            "trend",
                            "show",
                            false,
                            List.of("line"),
                            options,
                            "Line: median over the repeats. Band: its 95% interval, with fewer than 6 repeats all of"
                                    + " them. Dashed: the levels, and where they begin; grey: another patch of Java. Drag to zoom, double-click to go"
                                    + " back."));
        }
    }

    /**
     * A row of the table of changes.
     *
     * @param texts when the new level began, commit, cell, figure, before, after, ratio, verdict
     */
    public record Change(List<String> texts, boolean isWorse) {}

    static TrendPage of(Trend trend, List<String> notes) throws IOException {
        TrendFigure figure = new TrendFigure(trend);
        List<Machine> machines = figure.machines().stream()
                .map(machine -> Machine.of(machine, figure))
                .toList();
        return new TrendPage(
                summary(trend),
                changes(trend, figure),
                notes.stream().map(Text::oneLine).toList(),
                machines,
                HtmlReport.Assets.of(machines.stream().map(Machine::charts).toList()));
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

    private record Found(TrendSeries series, TrendChange change, HistoryRun run) {}

    private static List<Change> changes(Trend trend, TrendFigure names) {
        List<Found> found = new ArrayList<>();
        for (TrendSeries series : trend.series()) {
            for (TrendChange change : series.changes()) {
                found.add(new Found(
                        series, change, series.points().get(change.index()).run()));
            }
        }
        Comparator<Found> byTime = Comparator.comparing(one -> one.run().startedAt());
        return found.stream()
                .sorted(byTime.reversed())
                .limit(MOST_CHANGES)
                .map(one -> change(one, names))
                .toList();
    }

    private static Change change(Found found, TrendFigure names) {
        Metric metric = found.series().metric();
        double ratio = found.change().ratio();
        return new Change(
                List.of(
                        found.run().startedAt().toString(),
                        TrendFigure.commit(found.run()),
                        names.name(found.series()),
                        metric.title(),
                        ChangeTexts.value(metric, found.change().before()),
                        ChangeTexts.value(metric, found.change().after()),
                        Formats.factor(ratio),
                        ChangeTexts.decision(metric, ratio > 1 ? Decision.SLOWER : Decision.FASTER)),
                ratio > 1);
    }
}
