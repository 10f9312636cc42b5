package io.mscale.results.compare;

import io.mscale.results.statistics.PredictionInterval;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What earlier runs of the same level measured: for each cell and metric the median of each run. */
public final class EarlierRuns {

    private final Map<CellKey, Map<Metric, List<Double>>> medians = new LinkedHashMap<>();

    /**
     * Adds the medians of runs, in their order.
     *
     * @param values positive: seconds, or bytes
     */
    public void add(CellKey cell, Metric metric, List<Double> values) {
        medians.computeIfAbsent(cell, key -> new EnumMap<>(Metric.class)).put(metric, List.copyOf(values));
    }

    /** The medians of the runs; none of a cell that they have not measured. */
    public List<Double> values(CellKey cell, Metric metric) {
        return medians.getOrDefault(cell, Map.of()).getOrDefault(metric, List.of());
    }

    /** Whether there are enough runs to tell how much they differ. */
    public boolean areEnough(CellKey cell, Metric metric) {
        return values(cell, metric).size() >= PredictionInterval.FEWEST_VALUES;
    }
}
