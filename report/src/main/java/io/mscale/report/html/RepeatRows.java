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
 * The repeats of an entry.
 *
 * @param summary how many count, and their median with its interval, in words
 * @param rows for each repeat whose step times count: its cell, the time from launch to readiness for the first step,
 *     the very first step of the process, the median step, the number of samples and outliers, and whether the times
 *     became steady, and when
 */
public record RepeatRows(String name, String summary, List<List<String>> rows) {

    public RepeatRows {
        rows = List.copyOf(rows);
    }

    static List<RepeatRows> of(List<Entry> entries) {
        List<RepeatRows> all = new ArrayList<>();
        for (Entry entry : entries) {
            List<List<String>> rows =
                    ForkTimes.of(entry).stream().map(RepeatRows::row).toList();
            if (!rows.isEmpty()) {
                String name = entry.contestant() + " " + entry.contest().variant();
                all.add(new RepeatRows(Text.oneLine(name), summary(entry), rows));
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

    private static List<String> row(ForkTimes fork) {
        long outliers = fork.times().outliers();
        return List.of(
                Text.oneLine(fork.cell().id()),
                Formats.duration(CellMeasures.startupSeconds(fork.cell().cell())),
                Formats.duration(CellMeasures.firstStepSeconds(fork.cell().cell())),
                Formats.duration(fork.times().median()),
                fork.times().samples().size() + ", " + outliers + (outliers == 1 ? " outlier" : " outliers"),
                steady(fork));
    }

    private static String steady(ForkTimes fork) {
        if (fork.state() instanceof SteadyState.NotReached notReached) {
            return "not steady: " + notReached.reason();
        }
        if (fork.state() instanceof SteadyState.Undecided undecided) {
            return "undecided: " + undecided.reason();
        }
        return "steady"
                + (fork.steadyFromStep().isPresent()
                        ? " from step " + fork.steadyFromStep().getAsInt()
                        : "");
    }
}
