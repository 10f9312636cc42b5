package io.mscale.report.jmh;

import io.mscale.record.mapping.Inline;
import java.util.List;
import java.util.Map;

/**
 * A benchmark as written to a file in JMH's result format. The components, including those of nested records, are the
 * file's fields in file order.
 *
 * @param params its parameters, by name
 * @param secondaryMetrics metrics of profilers; always empty
 */
record JmhBenchmark(
        @Inline Method method,
        @Inline Java java,
        @Inline Warmup warmup,
        @Inline Measurement measurement,
        Map<String, String> params,
        Metric primaryMetric,
        Map<String, Metric> secondaryMetrics) {

    /**
     * The benchmark method and how it was run.
     *
     * @param benchmark class and method
     * @param mode the measuring mode: {@code avgt}, the average time of an operation
     * @param threads number of threads that call the benchmark
     * @param forks number of processes that measured it, one after the other
     */
    record Method(String jmhVersion, String benchmark, String mode, int threads, int forks) {}

    /**
     * The Java runtime.
     *
     * @param jvm the {@code java} command
     */
    record Java(String jvm, List<String> jvmArgs, String jdkVersion, String vmName, String vmVersion) {}

    /**
     * Iterations that were not counted.
     *
     * @param warmupTime of an iteration
     */
    record Warmup(int warmupIterations, String warmupTime, int warmupBatchSize) {}

    /**
     * Iterations that were counted.
     *
     * @param measurementIterations scores of a fork
     * @param measurementTime of an iteration
     */
    record Measurement(int measurementIterations, String measurementTime, int measurementBatchSize) {}

    /**
     * The result.
     *
     * @param score the mean
     * @param scoreError half the width of its confidence interval
     * @param scoreConfidence the ends of the confidence interval
     * @param scorePercentiles by percent
     * @param rawData the scores of each fork
     */
    record Metric(
            double score,
            double scoreError,
            List<Double> scoreConfidence,
            Map<String, Double> scorePercentiles,
            String scoreUnit,
            List<List<Double>> rawData) {}
}
