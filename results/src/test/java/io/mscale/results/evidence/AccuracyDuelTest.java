package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.AccuracyDuel.Result;
import io.mscale.results.sample.SampleEvidence;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccuracyDuelTest {

    @Test
    void of_variantsThatDiffer_namesTheLower() {
        assertThat(duel(seeds("ejml", "multi", 1, 2, 3, 4, 5), seeds("ejml", "single", 11, 12, 13, 14, 15)))
                .satisfies(duel -> {
                    assertThat(duel.result()).isEqualTo(Result.LOWER);
                    assertThat(duel.isOfContestants()).isFalse();
                });
    }

    @Test
    void of_contestantsThatOverlap_areNoDifference() {
        assertThat(duel(seeds("ejml", "multi", 1, 2, 3, 4, 5), seeds("djl", "multi", 2, 1, 4, 3, 6)))
                .satisfies(duel -> {
                    assertThat(duel.result()).isEqualTo(Result.NO_DIFFERENCE);
                    assertThat(duel.isOfContestants()).isTrue();
                });
    }

    @Test
    void of_oneSeed_isTooFew() {
        assertThat(duel(seeds("ejml", "multi", 1), seeds("ejml", "single", 2)).result())
                .isEqualTo(Result.TOO_FEW_SEEDS);
    }

    @Test
    void of_unequalSteps_isNotCompared() {
        Stream<CellRecord> stopped = seeds("ejml", "multi", 1, 2, 3, 4, 5)
                .map(cell -> cell.withTiming(Samples.with(Objects.requireNonNull(cell.timing()), "steps", 60)));

        assertThat(duel(stopped, seeds("ejml", "single", 11, 12, 13, 14, 15)).result())
                .isEqualTo(Result.UNEQUAL_STEPS);
    }

    @Test
    void of_otherContestantAndVariant_orOtherTask_areNoPair() {
        Stream<CellRecord> moved = seeds("ejml", "single", 1).map(cell -> Samples.at(cell, "cpu", "fit2d"));

        assertThat(duels(seeds("ejml", "multi", 1), seeds("djl", "single", 2))).isEmpty();
        assertThat(duels(seeds("ejml", "multi", 1), moved)).isEmpty();
    }

    private static AccuracyDuel duel(Stream<CellRecord> a, Stream<CellRecord> b) {
        AccuracyDuel[] duels = duels(a, b);
        assertThat(duels).hasSize(1);
        return duels[0];
    }

    private static AccuracyDuel[] duels(Stream<CellRecord> a, Stream<CellRecord> b) {
        return AccuracyDuel.of(SampleEvidence.of(Stream.concat(a, b).toArray(CellRecord[]::new)))
                .toArray(AccuracyDuel[]::new);
    }

    /** Repeats with seeds of their own, one for each error. */
    private static Stream<CellRecord> seeds(String backend, String variant, double... testMse) {
        return IntStream.range(0, testMse.length)
                .mapToObj(i -> Samples.withSeed(Samples.ok(backend, variant, i + 1, testMse[i]), i, ""));
    }
}
