package io.mscale.results.compare;

import io.mscale.results.statistics.PredictionInterval;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What earlier runs of the same level measured: for each cell and metric the median of each run. */
public final class EarlierRuns {

    /** No earlier runs. */
    public static final EarlierRuns NONE = new EarlierRuns();

    private final Map<CellKey, Map<Metric, List<Double>>> medians = new LinkedHashMap<>();

    /**
     * Adds the medians of runs, in their order. Fewer than {@value PredictionInterval#FEWEST_VALUES} say nothing and are left
     * out.
     *
     * @param values positive: seconds, or bytes
     */
    public void add(CellKey cell, Metric metric, List<Double> values) {
        if (values.size() >= PredictionInterval.FEWEST_VALUES) {
            medians.computeIfAbsent(cell, key -> new EnumMap<>(Metric.class)).put(metric, List.copyOf(values));
        }
    }

    /** The medians of the runs; empty if there are too few. */
    public Optional<List<Double>> values(CellKey cell, Metric metric) {
        return Optional.ofNullable(medians.getOrDefault(cell, Map.of()).get(metric));
    }

    public boolean isEmpty() {
        return medians.isEmpty();
    }
}
