package io.mscale.report.jmh;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.JmhScore;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file written by JMH.
 *
 * @param benchmarks its unmodified elements, in order; each has at least a name and a primary metric
 */
public record JmhResultFile(List<Map<String, Object>> benchmarks) {

    /** Units of the time of an operation. */
    private static final Map<String, Double> SECONDS =
            Map.of("ns/op", 1e-9, "us/op", 1e-6, "ms/op", 1e-3, "s/op", 1.0, "min/op", 60.0, "hr/op", 3600.0);

    /** Preferred modes: the average time, then the mean of samples, then single shots. */
    private static final List<String> MODES = List.of("avgt", "sample", "ss");

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    public JmhResultFile {
        benchmarks = List.copyOf(benchmarks);
    }

    /**
     * Reads a file.
     *
     * @return empty if there is none
     * @throws IOException if it is damaged or not JMH's; the message names it
     */
    public static Optional<JmhResultFile> read(Path file) throws IOException {
        try {
            List<Map<String, Object>> benchmarks = new ArrayList<>();
            for (Object element : RecordJson.parse(Files.readString(file), List.class)) {
                benchmarks.add(benchmark(element));
            }
            return Optional.of(new JmhResultFile(benchmarks));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(
                    file + " is damaged or not a result of JMH (" + e.getMessage() + "); the file is left as it is", e);
        }
    }

    private static Map<String, Object> benchmark(Object element) throws IOException {
        Map<String, Object> fields = fields(element);
        if (!(fields.get("benchmark") instanceof String)
                || !fields(fields.get("primaryMetric")).containsKey("score")) {
            throw new IOException("an element is not a benchmark");
        }
        return fields;
    }

    /** The scores of the cell's benchmarks; null for those that were not measured, or not as a time. */
    public CellRecord.Jmh scores() {
        return new CellRecord.Jmh(score("step"), score("predict"));
    }

    private @Nullable JmhScore score(String method) {
        return benchmarks.stream()
                .filter(benchmark -> String.valueOf(benchmark.get("benchmark")).endsWith("." + method))
                .filter(benchmark -> MODES.contains(String.valueOf(benchmark.get("mode"))))
                .min(Comparator.comparingInt(benchmark -> MODES.indexOf(String.valueOf(benchmark.get("mode")))))
                .map(JmhResultFile::score)
                .orElse(null);
    }

    private static @Nullable JmhScore score(Map<String, Object> benchmark) {
        Map<String, Object> metric = fields(benchmark.get("primaryMetric"));
        Double unit = SECONDS.get(String.valueOf(metric.get("scoreUnit")));
        Double score = number(metric.get("score"));
        if (unit == null || score == null) {
            return null;
        }
        Double error = number(metric.get("scoreError"));
        Map<String, Object> allocation =
                fields(fields(benchmark.get("secondaryMetrics")).get(ALLOCATION));
        return new JmhScore(score * unit, error == null ? null : error * unit, number(allocation.get("score")));
    }

    /** JMH writes NaN and infinities as strings. */
    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() >= 0 ? number.doubleValue() : null;
    }

    /** The fields of a JSON object; empty for any other value. */
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    static Map<String, Object> fields(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
