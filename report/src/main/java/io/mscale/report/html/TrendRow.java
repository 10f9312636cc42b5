package io.mscale.report.html;

import io.mscale.report.change.ChangeTexts;
import io.mscale.report.figure.TrendFigure;
import io.mscale.report.figure.TrendTexts;
import io.mscale.report.text.Text;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.number.Formats;
import io.mscale.results.trend.CellEvent;
import io.mscale.results.trend.Trend;
import io.mscale.results.trend.TrendChange;
import io.mscale.results.trend.TrendSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of changes.
 *
 * @param since when the run started with which it began
 * @param address where the commit can be looked at; null if that is unknown
 * @param machine its name in the history
 * @param numbers the value before, the value after, and the factor; empty texts if it is no change of a value
 * @param severity the order of the table, and its colours
 */
public record TrendRow(
        String since,
        String commit,
        @Nullable String address,
        String machine,
        String cell,
        String figure,
        List<String> numbers,
        String kind,
        Severity severity) {

    /** How bad it is, the worst first. */
    public enum Severity {
        /** The cell fails now. */
        FAILS("worse"),
        /** Worse for good. */
        WORSE("worse"),
        /** Worse in the newest runs. */
        PERHAPS_WORSE("recent"),
        /** A cell that is measured no more. */
        REMOVED("recent"),
        /** Better in the newest runs. */
        PERHAPS_BETTER(""),
        /** Better for good. */
        BETTER(""),
        /** A new cell. */
        NEW("");

        private final String style;

        Severity(String style) {
            this.style = style;
        }

        /** The class of the style sheet. */
        public String style() {
            return style;
        }
    }

    private static final List<String> NO_NUMBERS = List.of("", "", "");

    public TrendRow {
        numbers = List.copyOf(numbers);
    }

    private record Placed(int place, TrendRow row) {}

    /** Returns all rows: the worst first, and of equally bad ones the newest. */
    static List<TrendRow> all(Trend trend, TrendFigure figure, Optional<CommitUrl> commits) {
        Map<String, Integer> places = new HashMap<>();
        for (HistoryRun run : trend.runs()) {
            places.put(run.file().toString(), places.size());
        }
        List<Placed> rows = new ArrayList<>();
        for (TrendSeries series : trend.series()) {
            for (TrendChange change : series.changes()) {
                HistoryRun run = series.points().get(change.index()).run();
                rows.add(new Placed(place(places, run), of(series, change, run, figure, commits)));
            }
        }
        for (CellEvent event : trend.events()) {
            rows.add(new Placed(place(places, event.run()), of(event, figure, commits)));
        }
        Comparator<Placed> bySeverity =
                Comparator.comparing(placed -> placed.row().severity());
        return rows.stream()
                .sorted(bySeverity.thenComparing(Placed::place, Comparator.reverseOrder()))
                .map(Placed::row)
                .toList();
    }

    private static int place(Map<String, Integer> places, HistoryRun run) {
        return places.getOrDefault(run.file().toString(), 0);
    }

    private static TrendRow of(
            TrendSeries series, TrendChange change, HistoryRun run, TrendFigure figure, Optional<CommitUrl> commits) {
        boolean isRecent = change.kind() == TrendChange.Kind.RECENT;
        return new TrendRow(
                run.startedAt().toString(),
                TrendFigure.commit(run),
                address(run, commits),
                Text.oneLine(series.machine().key()),
                figure.name(series.cell()),
                series.metric().title(),
                List.of(
                        ChangeTexts.value(series.metric(), change.before()),
                        ChangeTexts.value(series.metric(), change.after()),
                        Formats.factor(change.ratio())),
                TrendTexts.kind(series.metric(), change),
                change.ratio() > 1
                        ? isRecent ? Severity.PERHAPS_WORSE : Severity.WORSE
                        : isRecent ? Severity.PERHAPS_BETTER : Severity.BETTER);
    }

    private static TrendRow of(CellEvent event, TrendFigure figure, Optional<CommitUrl> commits) {
        return new TrendRow(
                event.run().startedAt().toString(),
                TrendFigure.commit(event.run()),
                address(event.run(), commits),
                Text.oneLine(event.machine().key()),
                figure.name(event.cell()),
                "",
                NO_NUMBERS,
                switch (event.kind()) {
                    case FAILS -> TrendFigure.reason(event.reason());
                    case REMOVED -> "not measured since " + TrendFigure.commit(event.last());
                    case NEW -> "new";
                },
                switch (event.kind()) {
                    case FAILS -> Severity.FAILS;
                    case REMOVED -> Severity.REMOVED;
                    case NEW -> Severity.NEW;
                });
    }

    private static @Nullable String address(HistoryRun run, Optional<CommitUrl> commits) {
        String commit = run.record().tool().commit();
        return commit == null || commit.isEmpty()
                ? null
                : commits.map(url -> url.of(commit)).orElse(null);
    }
}
