package io.mscale.results.evidence;

import static io.mscale.record.sample.Samples.ok;
import static io.mscale.record.sample.Samples.withTurns;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Timing;
import io.mscale.results.sample.SampleEvidence;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.TurnRatio;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnPairsTest {

    private static CellRecord cell(String backend, int repeat, String together, double... steps) {
        return withTurns(ok(backend, "multi", repeat, 0.1), together, steps);
    }

    /** Seven repeats of two backends on a machine that gets slower from turn to turn and from repeat to repeat. */
    private static List<CellRecord> cells(String backend, double factor) {
        return IntStream.rangeClosed(1, 7)
                .mapToObj(r -> cell(
                        backend,
                        r,
                        "repeat " + r,
                        IntStream.range(0, 6)
                                .mapToDouble(turn -> (factor - 1e-4 * r * (factor - 1)) * 0.01 * r * (1 + turn))
                                .toArray()))
                .toList();
    }

    @Test
    void of_cellsThatTookTurns_pairsTurnsOfOneNumber() {
        List<TurnRatio> ratios = TurnPairs.of(
                List.of(cell("a", 1, "x", 0.2, 0.4, 0.8)), List.of(cell("b", 1, "x", 0.1, 0.2, 0.4, 9, 9)));

        assertThat(ratios).singleElement().satisfies(ratio -> {
            assertThat(ratio.pairs()).isEqualTo(3);
            assertThat(ratio.logarithm()).isCloseTo(Math.log(2), within(1e-12));
        });
    }

    @Test
    void of_cellsThatDidNot_arePairedWithNobody() {
        CellRecord a = cell("a", 1, "x", 0.2);
        assertThat(TurnPairs.of(List.of(a), List.of(cell("b", 1, "y", 0.1)))).isEmpty();
        assertThat(TurnPairs.of(List.of(a), List.of(ok("b", "multi", 1, 0.1)))).isEmpty();
        assertThat(TurnPairs.of(List.of(ok("a", "multi", 1, 0.1)), List.of(ok("b", "multi", 1, 0.1))))
                .isEmpty();
        assertThat(TurnPairs.of(List.of(a), List.of(cell("b", 1, "x", 0.1).withOutcome(CellStatus.CRASHED, "gone"))))
                .isEmpty();
    }

    /** Turns with this median and these fast steps, which are unknown where NaN. */
    private static CellRecord cell(String backend, double median, double... fast) {
        return withTurns(
                ok(backend, "multi", 1, 0.1),
                "x",
                IntStream.range(0, fast.length)
                        .mapToObj(i -> new Timing.Turn(i + 1, 4, median, Double.isNaN(fast[i]) ? null : fast[i], null))
                        .toList());
    }

    private static double factor(CellRecord a, CellRecord b) {
        return Math.exp(TurnPairs.of(List.of(a), List.of(b)).get(0).logarithm());
    }

    @Test
    void of_turnsWithFastSteps_comparesThese() {
        assertThat(factor(cell("a", 8, 0.3, 0.3), cell("b", 4, 0.1, 0.1))).isCloseTo(3, within(1e-12));
    }

    /** Distributions from before fast steps were recorded have medians only, which are no match for the other's fast steps. */
    @Test
    void of_turnsOfWhichSomeHaveNone_comparesMedians() {
        assertThat(factor(cell("a", 8, 0.3, 0.3), cell("b", 4, NaN, NaN))).isCloseTo(2, within(1e-12));
        assertThat(factor(cell("a", 8, 0.3, NaN), cell("b", 4, 0.1, 0.1))).isCloseTo(2, within(1e-12));
        assertThat(factor(cell("a", 8, NaN, NaN), cell("b", 4, NaN, NaN))).isCloseTo(2, within(1e-12));
    }

    @Test
    void duel_backendsThatTookTurns_findsADifferenceFarBelowTheScatterOfRepeats() {
        Duel duel = duel(7);

        assertThat(duel.comparison().design()).isEqualTo(PairwiseComparison.Design.TURNS);
        assertThat(duel.comparison().ratio()).isCloseTo(1.02, within(1e-4));
        assertThat(duel.comparison().p()).isCloseTo(2 * 2.0 / 128, within(1e-9));
    }

    @Test
    void duel_fewerThanSevenRepeats_comparesTheRepeatsMedians() {
        assertThat(duel(6).comparison().design()).isEqualTo(PairwiseComparison.Design.FORKS);
    }

    private static Duel duel(int repeats) {
        return Duel.of(SampleEvidence.of(Stream.of(cells("a", 1.02), cells("b", 1))
                        .flatMap(cells -> cells.stream().limit(repeats))
                        .toArray(CellRecord[]::new)))
                .get(0);
    }
}
