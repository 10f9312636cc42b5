package io.mscale.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.Runs;
import io.mscale.results.history.HistoryEntry;
import io.mscale.results.history.HistoryRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final RunRecord RUN = Runs.run(Runs.steps("ejml", 0.1, 0.2));

    /** The runs, a day apart. */
    private static Trend trend(RunRecord... runs) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        return Trend.of(IntStream.range(0, runs.length)
                .mapToObj(day -> new HistoryRun(
                        Path.of("run-" + day + ".json"),
                        HistoryEntry.of(runs[day], "c" + day, start),
                        start.plusSeconds(86_400L * day)))
                .toList());
    }

    private static List<TrendSeries> steps(Trend trend) {
        return trend.series().stream()
                .filter(series -> series.metric() == Metric.STEP)
                .toList();
    }

    @Test
    void of_machineOfWhichLessWasKnown_goesOn() {
        RunRecord known = ProcessorSamples.on(RUN, ProcessorSamples.PROCESSOR);
        RunRecord unlike = ProcessorSamples.on(RUN, ProcessorSamples.others().get(0));

        assertThat(steps(trend(RUN, RUN, known, known))).singleElement().satisfies(series -> {
            assertThat(series.points()).hasSize(4);
            assertThat(series.otherRuntimes()).isEmpty();
        });
        assertThat(steps(trend(RUN, known, unlike, known)))
                .extracting(series -> series.points().size())
                .containsExactly(3, 1);
    }

    @Test
    void of_patchOfJava_goesOnAndIsMarked() {
        RunRecord[] runs = Stream.of("17.0.14+7", "17.0.14+7", "17.0.15+6", "17.0.15+6-Debian", "21.0.7+6")
                .map(version -> ProcessorSamples.withJava(RUN, "OpenJDK 64-Bit Server VM " + version))
                .toArray(RunRecord[]::new);

        List<TrendSeries> series = steps(trend(runs));

        assertThat(series).hasSize(2);
        assertThat(series.get(0).otherRuntimes()).containsExactly(2, 3);
        assertThat(series.get(1).otherRuntimes()).isEmpty();
    }

    /** Seven repeats of which the first were disturbed, and took twice as long. */
    static RunRecord disturbed(int count) {
        double[] steps = new double[7];
        Arrays.fill(steps, 0.1);
        Arrays.fill(steps, 0, count, 0.2);
        List<CellRecord> cells = Runs.steps("ejml", steps);
        return Runs.run(IntStream.range(0, steps.length)
                .mapToObj(i -> Samples.withDisturbance(
                        cells.get(i),
                        Disturbances.of(new double[] {24, 24}, Disturbances.others(i < count ? 0.4 : 0.01))))
                .toList());
    }

    /** The median of the gate's head is made from the same repeats. */
    @Test
    void of_disturbedRepeats_areLeftOutAsAGateDoes() {
        Trend trend = trend(disturbed(3), disturbed(4));

        List<TrendPoint> points = steps(trend).get(0).points();
        assertThat(points).extracting(TrendPoint::repeats).containsExactly(4, 7);
        assertThat(points).extracting(TrendPoint::median).containsExactly(0.1, 0.2);
        assertThat(points.get(0).upper()).isEqualTo(0.1);
        assertThat(points)
                .extracting(point -> point.isDisturbed(Metric.STEP))
                .as("of which disturbed repeats count")
                .containsExactly(false, true);
        assertThat(points)
                .extracting(point -> point.isDisturbed(Metric.STARTUP))
                .as("of other times all count")
                .containsExactly(true, true);
        assertThat(points)
                .extracting(point -> point.isDisturbed(Metric.TEST_MSE))
                .as("does not depend on the machine")
                .containsExactly(false, false);
    }
}
