package io.mscale.report.jmh;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.json.RecordJson;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.evidence.StepTimes;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.JmhStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code step-times.jmh.json}: the training loop's step times in JMH's result format, for tools that read it. Each
 * entry is a benchmark, its repeats are forks, each sample is an iteration. The benchmark's name makes clear that JMH
 * did not measure them.
 */
public final class StepTimesFile {

    /** The JMH version whose format is used. */
    private static final String JMH_VERSION = "1.37";

    private static final String BENCHMARK = "io.mscale.worker.training.TrainingLoop.step";
    private static final String UNIT = "ms/op";
    private static final double UNITS_PER_SECOND = 1e3;
    private static final double[] PERCENTS = {0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100};

    /** A sample is a block of steps without a preset duration. */
    private static final String NO_SET_TIME = "single-shot";

    private StepTimesFile() {}

    /** The whole file; empty if no repeat that ended normally has step times that count. */
    public static Optional<String> of(Evidence evidence) {
        List<JmhBenchmark> benchmarks = new ArrayList<>();
        for (ReportedRun run : evidence.runs()) {
            for (Entry entry : Entry.of(run.cells())) {
                benchmark(run, entry).ifPresent(benchmarks::add);
            }
        }
        if (benchmarks.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordJson.text(benchmarks));
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot be written", e);
        }
    }

    private static Optional<JmhBenchmark> benchmark(ReportedRun run, Entry entry) {
        List<List<Double>> forks = entry.ended().stream()
                .map(StepTimes::of)
                .flatMap(Optional::stream)
                .map(times -> times.samples().stream()
                        .map(seconds -> seconds * UNITS_PER_SECOND)
                        .toList())
                .toList();
        if (forks.isEmpty()) {
            return Optional.empty();
        }
        ReportedCell cell = entry.representative();
        JavaRuntime java = JavaRuntime.of(run.record().environment().jvm());
        return Optional.of(new JmhBenchmark(
                new JmhBenchmark.Method(JMH_VERSION, BENCHMARK, "avgt", 1, forks.size()),
                new JmhBenchmark.Java(
                        "java", cell.cell().worker().jvmOptions(), java.version(), java.vmName(), java.vmVersion()),
                // The worker's warm-up takes single steps for a second.
                new JmhBenchmark.Warmup(1, "1 s", 1),
                new JmhBenchmark.Measurement(
                        forks.stream().mapToInt(List::size).max().orElse(0), NO_SET_TIME, 1),
                params(cell),
                metric(forks),
                Map.of()));
    }

    /** The parameters sorted by name, as in JMH's files. */
    static Map<String, String> params(ReportedCell reported) {
        CellRecord cell = reported.cell();
        Map<String, String> params = new TreeMap<>(Map.of(
                "backend", cell.backend(),
                "device", cell.device().toString(),
                "task", cell.task(),
                "variant", cell.variant().id(),
                "preset", cell.preset().id(),
                "precision", cell.precision().id(),
                "threads",
                        cell.library() == null
                                ? Formats.MISSING
                                : Integer.toString(cell.library().threads())));
        if (!reported.runMark().isEmpty()) {
            params.put("run", reported.runMark());
        }
        return params;
    }

    private static JmhBenchmark.Metric metric(List<List<Double>> forks) {
        JmhStatistics statistics =
                new JmhStatistics(forks.stream().flatMap(List::stream).toList());
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (double percent : PERCENTS) {
            percentiles.put(Double.toString(percent), statistics.percentile(percent));
        }
        return new JmhBenchmark.Metric(
                statistics.mean(), statistics.error(), statistics.confidence(), percentiles, UNIT, forks);
    }
}
