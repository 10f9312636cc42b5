package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words which variant is more accurate and which backend takes the shortest steps. */
public final class Verdict {

    private static final String BASELINE = "single";

    private Verdict() {}

    /** The sentences about a run's cells. */
    public static List<String> sentences(List<CellRecord> cells) {
        List<CellRecord> ok = cells.stream()
                .filter(cell -> CellFigures.isTrusted(cell) && cell.testMse() != null)
                .toList();
        Map<String, List<CellRecord>> groups = groupBy(ok, Verdict::group);
        List<String> sentences = new ArrayList<>();
        groups.forEach((group, members) -> variants(members)
                .ifPresent(sentence -> sentences.add(groups.size() == 1 ? sentence : group + ": " + sentence)));
        groupBy(ok, cell -> cell.device() + " " + cell.task() + " " + cell.variant())
                .forEach((group, members) -> fastest(group, members).ifPresent(sentences::add));
        return sentences;
    }

    private static String group(CellRecord cell) {
        return cell.backend() + " " + cell.device() + " " + cell.task();
    }

    private static Map<String, List<CellRecord>> groupBy(List<CellRecord> cells, Function<CellRecord, String> key) {
        return cells.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    /** Which variant is more accurate. */
    private static Optional<String> variants(List<CellRecord> cells) {
        Map<String, Double> mse = medians(groupBy(cells, CellRecord::variant), CellRecord::testMse);
        Double baseline = mse.remove(BASELINE);
        if (baseline == null) {
            return Optional.empty();
        }
        return mse.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(best -> best.getKey() + " reached " + Figures.error(best.getValue()) + ", "
                        + relation(best.getValue(), baseline) + BASELINE + " (" + Figures.error(baseline) + ")");
    }

    /** Which backend takes the shortest steps. */
    private static Optional<String> fastest(String group, List<CellRecord> cells) {
        List<Map.Entry<String, Double>> steps =
                medians(groupBy(cells, CellRecord::backend), CellFigures::step).entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .toList();
        if (steps.size() < 2) {
            return Optional.empty();
        }
        Map.Entry<String, Double> first = steps.get(0);
        Map.Entry<String, Double> second = steps.get(1);
        String times = Figures.times(second.getValue() / first.getValue());
        String next = times.equals("1.0") ? " takes about as long" : " takes " + times + " times as long";
        return Optional.of(group + ": the shortest step is " + first.getKey() + "'s, "
                + Figures.duration(first.getValue()) + "; " + second.getKey() + next);
    }

    /** The median of a figure in each group that has it. */
    private static Map<String, Double> medians(
            Map<String, List<CellRecord>> groups, Function<CellRecord, @Nullable Double> figure) {
        Map<String, Double> medians = new LinkedHashMap<>();
        groups.forEach((name, cells) -> {
            Double median = CellFigures.median(cells, figure);
            if (median != null) {
                medians.put(name, median);
            }
        });
        return medians;
    }

    private static String relation(double mse, double baseline) {
        if (mse == baseline) {
            return "the same as ";
        }
        double smaller = Math.min(mse, baseline);
        String times = smaller == 0 ? "" : Figures.times(Math.max(mse, baseline) / smaller) + " times ";
        return times + (mse < baseline ? "below " : "above ");
    }
}
