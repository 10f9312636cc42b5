package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.JmhScore;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Median;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * States whose step JMH found to be the shortest, for cells that were not trained. Backends compete within a contest;
 * if there is only one backend, its variants do.
 */
final class JmhVerdict {

    private JmhVerdict() {}

    /** A competitor with the median of its repeats. Only a single repeat has an error. */
    private record Competitor(
            String name, double seconds, @Nullable Double error) {

        static Optional<Competitor> of(Entry entry, Function<Entry, String> name) {
            List<JmhScore> scores = entry.cells().stream()
                    .map(cell -> CellMeasures.jmh(cell.cell()))
                    .filter(Objects::nonNull)
                    .map(CellRecord.Jmh::step)
                    .filter(Objects::nonNull)
                    .toList();
            if (scores.isEmpty()) {
                return Optional.empty();
            }
            double[] seconds = scores.stream().mapToDouble(JmhScore::seconds).toArray();
            Double error = scores.size() > 1 ? null : scores.get(0).errorSeconds();
            return Optional.of(new Competitor(name.apply(entry), Median.of(seconds), error));
        }

        /** Whether the confidence intervals overlap. */
        boolean overlaps(Competitor slower) {
            return error != null && slower.error != null && seconds + error >= slower.seconds - slower.error;
        }
    }

    static List<String> sentences(List<ReportedCell> cells) {
        List<ReportedCell> untrained = cells.stream()
                .filter(cell -> cell.cell().curve().isEmpty() && CellMeasures.jmh(cell.cell()) != null)
                .toList();
        boolean oneContestant =
                untrained.stream().map(ReportedCell::contestant).distinct().count() == 1;
        Function<ReportedCell, Object> group =
                oneContestant ? cell -> cell.cell().device() + " " + cell.cell().task() : Contest::of;
        Function<Entry, String> name = oneContestant ? entry -> entry.contest().variant() : Entry::contestant;
        List<String> sentences = new ArrayList<>();
        Evidence.groupBy(untrained, group).forEach((key, members) -> fastest(key.toString(), members, name)
                .ifPresent(sentences::add));
        return sentences;
    }

    private static Optional<String> fastest(String group, List<ReportedCell> cells, Function<Entry, String> name) {
        List<Competitor> sorted = Entry.of(cells).stream()
                .map(entry -> Competitor.of(entry, name))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Competitor::seconds))
                .toList();
        if (sorted.size() < 2) {
            return Optional.empty();
        }
        Competitor first = sorted.get(0);
        Competitor second = sorted.get(1);
        String next = first.overlaps(second)
                ? " cannot be told from it: their 99.9% confidence intervals overlap"
                : " takes " + Formats.times(second.seconds() / first.seconds()) + " times as long";
        return Optional.of(group + ": JMH's shortest step is " + first.name() + "'s, "
                + Formats.duration(first.seconds()) + "; " + second.name() + next);
    }
}
