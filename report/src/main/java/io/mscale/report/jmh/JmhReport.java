package io.mscale.report.jmh;

import io.mscale.record.json.RecordJson;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code jmh-result.json} of a report: JMH's measurements of all cells in one file.
 *
 * @param text the whole file; empty if JMH measured nothing
 * @param notes files that could not be read, a line each
 */
public record JmhReport(Optional<String> text, List<String> notes) {

    private static final String PARAMS = "params";
    private static final String AFTER_PARAMS = "primaryMetric";

    public JmhReport {
        notes = List.copyOf(notes);
    }

    public static JmhReport of(Evidence evidence) throws IOException {
        List<Map<String, Object>> benchmarks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ReportedCell cell : evidence.cells()) {
            // A cell that failed its parity check shows no times, not even JMH's.
            if (CellMeasures.timesCount(cell.cell())) {
                try {
                    JmhResultFile.read(cell.folder().jmhResult()).ifPresent(file -> file.benchmarks().stream()
                            .map(benchmark -> withParams(benchmark, cell))
                            .forEach(benchmarks::add));
                } catch (IOException e) {
                    notes.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return new JmhReport(benchmarks.isEmpty() ? Optional.empty() : Optional.of(RecordJson.text(benchmarks)), notes);
    }

    /** The benchmark with the cell's parameters added to JMH's, sorted by name. */
    private static Map<String, Object> withParams(Map<String, Object> benchmark, ReportedCell cell) {
        Map<String, Object> params = new TreeMap<>(StepTimesFile.params(cell));
        if (cell.cell().library() == null) {
            // Nothing was trained, so the library never reported its number of threads.
            params.remove("threads");
        }
        params.put("repeat", Integer.toString(cell.cell().repeat()));
        params.putAll(JmhResultFile.fields(benchmark.get(PARAMS)));
        // A path into this run's folder: history tools would take every run for a new benchmark.
        params.remove("spec");
        Map<String, Object> changed = new LinkedHashMap<>();
        benchmark.forEach((name, value) -> {
            if (name.equals(AFTER_PARAMS)) {
                // keeps the field where JMH puts it, even if JMH had no parameters
                changed.put(PARAMS, params);
            }
            if (!name.equals(PARAMS)) {
                changed.put(name, value);
            }
        });
        return changed;
    }
}
