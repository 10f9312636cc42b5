package io.mscale.report.jmh;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;

/** JMH's own classes, fed with step times as if its runner had taken them. */
final class JmhItself {

    private static final double NANOSECONDS = 1e9;

    private JmhItself() {}

    /** A benchmark with the seconds of each fork's iterations. */
    static RunResult benchmark(
            String method, Map<String, String> params, List<String> jvmArgs, List<List<Double>> forks) {
        WorkloadParams workload = new WorkloadParams();
        params.forEach((name, value) -> workload.put(name, value, 0));
        int iterations = forks.stream().mapToInt(List::size).max().orElse(0);
        IterationParams warmup = new IterationParams(IterationType.WARMUP, 1, TimeValue.seconds(1), 1);
        IterationParams measurement = new IterationParams(IterationType.MEASUREMENT, iterations, TimeValue.NONE, 1);
        BenchmarkParams benchmark = new BenchmarkParams(
                method,
                method,
                true,
                1,
                new int[] {1},
                List.of(),
                forks.size(),
                0,
                warmup,
                measurement,
                Mode.AverageTime,
                workload,
                TimeUnit.MILLISECONDS,
                1,
                "java",
                jvmArgs,
                "17.0.1",
                "OpenJDK 64-Bit Server VM",
                "17.0.1+12-LTS",
                Version.getPlainVersion(),
                TimeValue.NONE);
        List<BenchmarkResult> results = new ArrayList<>();
        for (List<Double> fork : forks) {
            results.add(new BenchmarkResult(
                    benchmark,
                    fork.stream()
                            .map(seconds -> iteration(benchmark, measurement, seconds))
                            .toList()));
        }
        return new RunResult(benchmark, results);
    }

    /** What JMH writes of benchmarks with {@code -rf json}. */
    static String json(RunResult... benchmarks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .writeOut(List.of(benchmarks));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static IterationResult iteration(BenchmarkParams benchmark, IterationParams params, double seconds) {
        IterationResult iteration = new IterationResult(benchmark, params, null);
        // JMH counts whole nanoseconds; so many operations that one of them lasts as long as the sample
        double operations = 1 / (seconds * NANOSECONDS);
        iteration.addResult(new AverageTimeResult(ResultRole.PRIMARY, "step", operations, 1, TimeUnit.MILLISECONDS));
        return iteration;
    }
}
