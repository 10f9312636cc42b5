package io.mscale.results.gate;

import static io.mscale.results.gate.Gates.gate;
import static io.mscale.results.gate.Gates.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.Runs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors, seed by seed. */
class GateAccuracyTest {

    private static final double[] ERRORS = {1.0e-4, 9e-4, 0.3e-4, 4e-4, 0.1e-4, 1.1e-4, 2e-4};

    /** Seeds differ by half; the planted regression is a factor of 10 on every seed. */
    @Test
    void of_plantedErrorOfEverySeed_isARegressionOfAccuracy() {
        double[] errors = {1.0e-4, 1.5e-4, 0.8e-4, 1.2e-4, 0.9e-4, 1.1e-4, 1.4e-4};
        double[] worse = Arrays.stream(errors).map(error -> 10 * error).toArray();

        Gate gate = gate(Runs.run(Runs.errors("ejml", errors)), Runs.run(Runs.errors("ejml", worse)));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.ACCURACY);
    }

    @Test
    void of_errorsThatDifferByLessThanSeedsDo_passes() {
        double[] errors = {1.0e-4, 1.5e-4, 0.8e-4, 1.2e-4, 0.9e-4, 1.1e-4, 1.4e-4};
        double[] other = {1.3e-4, 0.9e-4, 1.2e-4, 1.1e-4, 1.6e-4, 0.9e-4, 1.2e-4};

        assertThat(gate(Runs.run(Runs.errors("ejml", errors)), Runs.run(Runs.errors("ejml", other)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static RunRecord errors(double[] errors, DoubleUnaryOperator change) {
        return Runs.run(Runs.errors("ejml", Arrays.stream(errors).map(change).toArray()));
    }

    /** Seeds differ far more than the two runs do, but every seed is worse. */
    @ParameterizedTest
    @ValueSource(doubles = {1.2, 2, 3})
    void of_everySeedWorseByLessThanSeedsDiffer_isARegressionOfAccuracy(double factor) {
        SplittableRandom random = new SplittableRandom(6);

        Gate gate = gate(errors(ERRORS, x -> x), errors(ERRORS, x -> x * factor * scatter(random, 0.04)));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.ACCURACY);
    }

    /** The error rises by a sixth over 14 seeds, of which one becomes better. */
    @Test
    void of_thirteenOfFourteenSeedsWorse_isARegressionOfAccuracy() {
        SplittableRandom random = new SplittableRandom(7);
        double[] before =
                DoubleStream.generate(() -> 1e-4 * scatter(random, 1)).limit(14).toArray();
        double[] now =
                Arrays.stream(before).map(x -> x * 1.17 * scatter(random, 0.05)).toArray();
        now[4] = 0.97 * before[4];

        Gate gate = gate(Runs.run(Runs.errors("ejml", before)), Runs.run(Runs.errors("ejml", now)));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.ACCURACY);
    }

    /** The other seven cells have the same errors as before, bit for bit, so that they say nothing of chance. */
    @Test
    void of_oneCellTwiceAsBadAmongUnchangedOnes_isFoundInNineOfTen() {
        SplittableRandom random = new SplittableRandom(8);

        assertThat(regressions(200, (cell, error) -> cell == 3 ? error * 2 * scatter(random, 0.3) : error))
                .isGreaterThanOrEqualTo(180);
    }

    /** Other rounding changes every error a little, in either direction. */
    @Test
    void of_otherRoundingOnly_isCalledWorseInLessThanOneOfAHundredGates() {
        SplittableRandom random = new SplittableRandom(9);

        assertThat(regressions(500, (cell, error) -> error * scatter(random, 0.2)))
                .isLessThanOrEqualTo(5);
    }

    private interface Change {
        double of(int cell, double error);
    }

    /** How many of a number of gates over 8 cells find a regression. */
    private static long regressions(int gates, Change change) {
        return IntStream.range(0, gates)
                .filter(round -> {
                    List<CellRecord> base = new ArrayList<>();
                    List<CellRecord> head = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        int cell = i;
                        base.addAll(Runs.errors("b" + i, ERRORS));
                        head.addAll(Runs.errors("b" + i, scaled(error -> change.of(cell, error))));
                    }
                    return gate(Runs.run(base), Runs.run(head)).outcome() == Outcome.REGRESSION;
                })
                .count();
    }

    private static double[] scaled(DoubleUnaryOperator change) {
        return Arrays.stream(ERRORS).map(change).toArray();
    }

    private static double scatter(SplittableRandom random, double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    @Test
    void of_errorsThatChangedButAreNotWorse_isTold() {
        Gate gate = gate(errors(ERRORS, x -> x), errors(ERRORS, x -> x * (1 + 1e-12)));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
        assertThat(gate.checks(Outcome.PASS))
                .extracting(Check::reason)
                .contains("changed: with 7 of 7 seeds the error is another than before");
        assertThat(gate(errors(ERRORS, x -> x), errors(ERRORS, x -> x)).checks())
                .extracting(Check::reason)
                .containsOnly("");
    }

    /** A collapse with some seeds hides in the scatter that it makes itself: that is no pass. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void of_someSeedsAHundredTimesWorse_isNoPass(int count) {
        double[] worse = ERRORS.clone();
        for (int i = 0; i < count; i++) {
            worse[i] *= 100;
        }

        Gate gate = gate(errors(ERRORS, x -> x), Runs.run(Runs.errors("ejml", worse)));

        assertThat(gate.outcome()).isNotEqualTo(Outcome.PASS);
    }

    /** One seed tells that nothing changed, and no more. */
    @Test
    void of_oneSeed_passesOnlyWithTheSameError() {
        assertThat(kinds(gate(Runs.run(Runs.errors("ejml", 0.1)), Runs.run(Runs.errors("ejml", 0.1))), Outcome.PASS))
                .contains(Check.Kind.ACCURACY);
        assertThat(kinds(
                        gate(Runs.run(Runs.errors("ejml", 0.1)), Runs.run(Runs.errors("ejml", 0.5))),
                        Outcome.UNDECIDED))
                .contains(Check.Kind.ACCURACY);
    }
}
