package io.mscale.results.evidence;

import static io.mscale.record.sample.Samples.ok;
import static io.mscale.record.sample.Samples.with;
import static io.mscale.record.sample.Samples.withCurve;
import static io.mscale.record.sample.Samples.withSeed;
import static io.mscale.record.sample.Samples.withTimeToTarget;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.TimeToTarget;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Metric;
import io.mscale.results.sample.SampleEvidence;
import io.mscale.results.statistics.Median;
import io.mscale.results.statistics.SeedSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final CellRecord CELL = ok("ejml", "multi", 0.01);

    @Test
    void secondsToTarget_oldRecordOfTheFirstCrossing_isThatOfTheLast() {
        assertThat(entry(recordedAtTen(0.5, 0.01, 0.5, 0.01, 0.005)).secondsToTarget())
                .isEqualTo(3);
    }

    @Test
    void secondsToTarget_oldRecordLeftTheTargetAgain_isNotReached() {
        assertThat(entry(recordedAtTen(0.5, 0.01, 0.5)).secondsToTarget()).isInfinite();
        assertThat(CellMeasures.timeToTarget(recordedAtTen(0.5, 0.01, 0.5))).isNull();
    }

    @Test
    void secondsToTarget_recordWithoutCurve_isTakenAtItsWord() {
        assertThat(entry(with(recordedAtTen(0.5, 0.01, 0.5), "curve", List.of()))
                        .secondsToTarget())
                .isEqualTo(1);
    }

    /** Evaluations every 10 steps, of 1 s each; the record holds the second, as old ones did. */
    private static CellRecord recordedAtTen(double... testMse) {
        CurvePoint[] points = new CurvePoint[testMse.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = new CurvePoint(10 * i, i, testMse[i], testMse[i], List.of());
        }
        return withTimeToTarget(withCurve(CELL, points), new TimeToTarget(0.01, 1, 10));
    }

    @Test
    void testMseBySeed_equalSeeds_countOnce() {
        Entry entry = entry(
                withSeed(ok("ejml", "multi", 1, 0.1), 1, ""),
                withSeed(ok("ejml", "multi", 2, 0.3), 1, ""),
                withSeed(ok("ejml", "multi", 3, 0.4), 2, ""));

        assertThat(entry.testMseBySeed()).isEqualTo(Map.of(1L, 0.2, 2L, 0.4));
        assertThat(entry.testMseSpread()).map(SeedSpread::seeds).hasValue(2);
    }

    @Test
    void stepTimes_repeatsOfUnequalLength_haveTheMedianOfTheTable() {
        CellRecord slow = Samples.repeats("ejml", false, 0.75).get(0);
        CellRecord fast = Samples.repeats("ejml", false, 0.5, 0.25).get(1);
        Entry entry = entry(with(slow, "timing.step.samples", List.of(0.75, 0.75, 0.75, 0.75)), fast);

        assertThat(StepTimes.of(entry)).hasValueSatisfying(times -> {
            assertThat(times.samples()).hasSize(5);
            assertThat(times.median()).isEqualTo(entry.step()).isEqualTo(0.5);
        });
    }

    private static Entry entry(CellRecord... cells) {
        return Entry.of(SampleEvidence.of(cells).cells()).get(0);
    }

    /** As a comparison of two runs has it. */
    @Test
    void memory_isTheMedianOverTheRepeatsThatEndedWell() {
        List<CellRecord> repeats = new ArrayList<>();
        for (long bytes : List.of(300L, 100L, 200L)) {
            repeats.add(Samples.withMemory(
                    ok("ejml", "multi", repeats.size() + 1, 0.01), new CellRecord.Memory(bytes, 2 * bytes)));
        }
        repeats.add(Samples.withStatus(
                Samples.withMemory(ok("ejml", "multi", 4, 0.01), new CellRecord.Memory(9000L, 9000L)),
                CellStatus.CRASHED));

        Entry entry = entry(repeats.toArray(CellRecord[]::new));

        assertThat(entry.peakMemory()).isEqualTo(200);
        assertThat(entry.deviceMemory()).isEqualTo(400);
        assertThat(Median.of(Metric.PEAK_MEMORY.of(repeats))).isEqualTo(200);
    }
}
