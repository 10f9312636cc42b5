package io.mscale.report.jmh;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.json.RecordJson;
import io.mscale.report.text.JsonObject;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.evidence.StepTimes;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.JmhStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code step-times.jmh.json}: the training loop's step times in JMH's result format, for tools that read it. Each
 * entry is a benchmark, its repeats are forks, each sample is an iteration. The benchmark's name makes clear that JMH
 * did not measure them.
 */
public final class StepTimesFile {

    /** The JMH version whose format is used. */
    private static final String JMH_VERSION = "1.37";

    private static final String BENCHMARK = "io.mscale.worker.training.TrainingLoop.step";
    private static final double MILLISECONDS = 1e3;
    private static final double[] PERCENTS = {0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100};
    /** A sample is a block of steps without a preset duration. */
    private static final String NO_SET_TIME = "single-shot";

    private StepTimesFile() {}

    /** The whole file; empty if no repeat that ended normally has step times that count. */
    public static Optional<String> of(Evidence evidence) throws IOException {
        List<Map<String, Object>> benchmarks = new ArrayList<>();
        for (ReportedRun run : evidence.runs()) {
            JavaRuntime java = JavaRuntime.of(run.record().environment().jvm());
            for (Entry entry : Entry.of(run.cells())) {
                List<List<Double>> forks = entry.ended().stream()
                        .flatMap(cell -> StepTimes.of(cell).stream())
                        .map(times -> times.samples().stream()
                                .map(seconds -> seconds * MILLISECONDS)
                                .toList())
                        .toList();
                if (!forks.isEmpty()) {
                    benchmarks.add(benchmark(java, entry.representative(), forks));
                }
            }
        }
        return benchmarks.isEmpty() ? Optional.empty() : Optional.of(RecordJson.text(benchmarks));
    }

    private static Map<String, Object> benchmark(JavaRuntime java, ReportedCell cell, List<List<Double>> forks) {
        Map<String, Object> benchmark = JsonObject.of(
                "jmhVersion", JMH_VERSION, "benchmark", BENCHMARK, "mode", "avgt", "threads", 1, "forks", forks.size());
        benchmark.putAll(JsonObject.of(
                "jvm", "java",
                "jvmArgs", cell.cell().worker().jvmOptions(),
                "jdkVersion", java.version(),
                "vmName", java.vmName(),
                "vmVersion", java.vmVersion()));
        // The worker's warm-up takes single steps for a second.
        benchmark.putAll(JsonObject.of("warmupIterations", 1, "warmupTime", "1 s", "warmupBatchSize", 1));
        int iterations = forks.stream().mapToInt(List::size).max().orElse(0);
        benchmark.putAll(JsonObject.of("measurementIterations", iterations, "measurementTime", NO_SET_TIME));
        benchmark.put("measurementBatchSize", 1);
        benchmark.putAll(JsonObject.of(
                "params", params(cell),
                "primaryMetric", metric(forks),
                "secondaryMetrics", Map.of()));
        return benchmark;
    }

    /** The parameters sorted by name, as in JMH's files. */
    static Map<String, String> params(ReportedCell reported) {
        CellRecord cell = reported.cell();
        String threads = cell.library() == null
                ? Formats.MISSING
                : Integer.toString(cell.library().threads());
        Map<String, String> params = new TreeMap<>(Map.of(
                "backend", cell.backend(),
                "device", cell.device().toString(),
                "task", cell.task(),
                "variant", cell.variant().id(),
                "preset", cell.preset().id(),
                "precision", cell.precision().id(),
                "threads", threads));
        if (!reported.runMark().isEmpty()) {
            params.put("run", reported.runMark());
        }
        return params;
    }

    private static Map<String, Object> metric(List<List<Double>> forks) {
        JmhStatistics statistics =
                new JmhStatistics(forks.stream().flatMap(List::stream).toList());
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (double percent : PERCENTS) {
            percentiles.put(Double.toString(percent), statistics.percentile(percent));
        }
        return JsonObject.of(
                "score",
                statistics.mean(),
                "scoreError",
                statistics.error(),
                "scoreConfidence",
                statistics.confidence(),
                "scorePercentiles",
                percentiles,
                "scoreUnit",
                "ms/op",
                "rawData",
                forks);
    }

    /**
     * A Java runtime as JMH names it.
     *
     * @param vmVersion the version with the build
     */
    record JavaRuntime(String vmName, String vmVersion, String version) {

        private static final Pattern NAME_AND_VERSION = Pattern.compile("(.*) ((\\d[^\\s+]*)\\S*)");

        /** Splits a record's name of the runtime into name and version; the version is empty if there is none. */
        static JavaRuntime of(String jvm) {
            Matcher parts = NAME_AND_VERSION.matcher(jvm);
            return parts.matches()
                    ? new JavaRuntime(parts.group(1), parts.group(2), parts.group(3))
                    : new JavaRuntime(jvm, "", "");
        }
    }
}
