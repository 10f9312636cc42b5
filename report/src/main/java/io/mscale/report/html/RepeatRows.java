package io.mscale.report.html;

import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ForkTimes;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.MedianInterval;
import io.mscale.results.statistics.SteadyState;
import java.util.ArrayList;
import java.util.List;

/**
 * Measurements of the repeats of an entry, and their summary.
 *
 * @param name the contestant and variant
 * @param summary their median with its interval, in words
 * @param rows a row for each repeat whose step times count
 */
public record RepeatRows(String name, String summary, List<Row> rows) {

    public RepeatRows {
        rows = List.copyOf(rows);
    }

    /**
     * A repeat.
     *
     * @param id its cell
     * @param startup from launch to readiness for the first step
     * @param firstStep the very first step of the process
     * @param step the median step
     * @param samples the number of samples, and how many of them are outliers
     * @param steady whether the times became steady, and when
     */
    public record Row(String id, String startup, String firstStep, String step, String samples, String steady) {}

    /** The repeats of the entries that have step times. */
    public static List<RepeatRows> of(List<Entry> entries) {
        List<RepeatRows> all = new ArrayList<>();
        for (Entry entry : entries) {
            List<ForkTimes> forks = ForkTimes.of(entry);
            if (!forks.isEmpty()) {
                all.add(new RepeatRows(
                        Text.oneLine(entry.contestant() + " " + entry.contest().variant()),
                        summary(entry),
                        forks.stream().map(RepeatRows::row).toList()));
            }
        }
        return all;
    }

    private static String summary(Entry entry) {
        double[] steps = entry.steps();
        if (steps.length == 0) {
            return "no repeat ended well";
        }
        MedianInterval median = MedianInterval.of(steps);
        String repeats = steps.length + " of " + entry.cells().size()
                + (entry.cells().size() == 1 ? " repeat counts" : " repeats count");
        String interval = median.interval()
                .map(range -> Formats.duration(range.lower()) + " to " + Formats.duration(range.upper())
                        + ", confidence " + Formats.percentage(range.confidence()))
                .orElse("no interval below " + MedianInterval.FEWEST_VALUES + " repeats");
        return repeats + ", median step " + Formats.duration(median.median()) + " (" + interval + ")";
    }

    private static Row row(ForkTimes fork) {
        long outliers = fork.times().outliers();
        return new Row(
                Text.oneLine(fork.cell().id()),
                Formats.duration(CellMeasures.startupSeconds(fork.cell().cell())),
                Formats.duration(CellMeasures.firstStepSeconds(fork.cell().cell())),
                Formats.duration(fork.times().median()),
                fork.times().samples().size() + ", " + outliers + (outliers == 1 ? " outlier" : " outliers"),
                steady(fork));
    }

    private static String steady(ForkTimes fork) {
        SteadyState state = fork.state();
        if (state instanceof SteadyState.NotReached notReached) {
            return "not steady: " + notReached.reason();
        }
        if (state instanceof SteadyState.Undecided undecided) {
            return "undecided: " + undecided.reason();
        }
        String from = fork.steadyFromStep().isPresent()
                ? " from step " + fork.steadyFromStep().getAsInt()
                : "";
        return "steady" + from;
    }
}
