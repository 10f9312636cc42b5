package io.mscale.report.jmh;

import io.mscale.record.mapping.Inline;
import java.util.List;
import java.util.Map;

/**
 * A benchmark in JMH's result file. The components, those of its parts among them, are the file's fields in the file's order.
 *
 * @param params what it was measured with, by name
 * @param secondaryMetrics of profilers; there are none
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
     * What was measured how.
     *
     * @param benchmark class and method
     * @param mode how it was measured: {@code avgt}, the average time of an operation
     * @param threads that call the benchmark
     * @param forks processes that measured it, one after the other
     */
    record Method(String jmhVersion, String benchmark, String mode, int threads, int forks) {}

    /**
     * Where it ran.
     *
     * @param jvm the {@code java} command
     */
    record Java(String jvm, List<String> jvmArgs, String jdkVersion, String vmName, String vmVersion) {}

    /**
     * What was not counted.
     *
     * @param warmupTime of an iteration
     */
    record Warmup(int warmupIterations, String warmupTime, int warmupBatchSize) {}

    /**
     * What was counted.
     *
     * @param measurementIterations scores of a fork
     * @param measurementTime of an iteration
     */
    record Measurement(int measurementIterations, String measurementTime, int measurementBatchSize) {}

    /**
     * What was measured.
     *
     * @param score the mean
     * @param scoreError half the width of its confidence interval
     * @param scoreConfidence the confidence interval's ends
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
