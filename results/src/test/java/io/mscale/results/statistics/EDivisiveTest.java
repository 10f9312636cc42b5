package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EDivisiveTest {

    /** Logarithms of simulated step times: forks with noise of 1%, each level for so many runs. */
    private static double[] series(long seed, int... lengthsAndPerCent) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[0];
        for (int i = 0; i < lengthsAndPerCent.length; i += 2) {
            double[] level = Forks.QUIET.times(lengthsAndPerCent[i], 1 + lengthsAndPerCent[i + 1] / 100.0, random);
            int before = values.length;
            values = Arrays.copyOf(values, before + level.length);
            System.arraycopy(level, 0, values, before, level.length);
        }
        return Arrays.stream(values).map(Math::log).toArray();
    }

    @Test
    void changePoints_oneStep_isFoundWhereItBegins() {
        assertThat(EDivisive.changePoints(series(1, 60, 0, 40, 5))).containsExactly(60);
    }

    @Test
    void changePoints_stepsUpAndDown_areFoundWhereTheyBegin() {
        assertThat(EDivisive.changePoints(series(2, 100, 0, 80, 10, 120, 0, 50, 20)))
                .containsExactly(100, 180, 300);
    }

    /** A bump in a long series, which one cut through the whole does not see. */
    @Test
    void changePoints_bump_isFoundWithBothEnds() {
        assertThat(EDivisive.changePoints(series(3, 900, 0, 12, 10, 900, 0))).containsExactly(900, 912);
    }

    @Test
    void changePoints_thousandsOfValues_findsEachChangeWithinAFewRuns() {
        List<Integer> found = EDivisive.changePoints(series(4, 700, 0, 500, 2, 300, 4, 1500, -3));

        assertThat(found).hasSize(3);
        assertThat(found.get(0)).isBetween(695, 705);
        assertThat(found.get(1)).isBetween(1195, 1205);
        assertThat(found.get(2)).isBetween(1498, 1502);
    }

    @Test
    void changePoints_newLevelOfTheFewestRuns_isTold() {
        assertThat(EDivisive.changePoints(series(5, 40, 0, EDivisive.FEWEST, 8)))
                .containsExactly(40);
    }

    /** No random order parts these values better, but some part them as well. */
    @ParameterizedTest
    @CsvSource({"6, 5", "7, 5", "8, 4", "6, 6", "12, 4", "8, 8"})
    void changePoints_fewRunsThatPartPerfectly_areTold(int before, int after) {
        assertThat(EDivisive.canTell(before, after)).isTrue();
        assertThat(EDivisive.changePoints(series(9, before, 0, after, 20))).containsExactly(before);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "7, 4", "30, 3"})
    void changePoints_fewerRuns_areNotTold(int before, int after) {
        assertThat(EDivisive.canTell(before, after)).isFalse();
        assertThat(EDivisive.changePoints(series(10, before, 0, after, 900))).doesNotContain(before);
    }

    @Test
    void canTell_tenRuns_areTooFewAndElevenAreNot() {
        assertThat(EDivisive.canTell(10)).isFalse();
        assertThat(EDivisive.canTell(11)).isTrue();
    }

    @Test
    void changePoints_singleSlowRuns_areNone() {
        double[] values = series(6, 100, 0);
        values[50] += Math.log(3);
        values[99] += Math.log(3);

        assertThat(EDivisive.changePoints(values)).isEmpty();
    }

    /** Of 500 series one may be called changed by chance. */
    @ParameterizedTest
    @ValueSource(ints = {12, 20, 100})
    void changePoints_noise_isSeldomCalledChanged(int length) {
        long changed = IntStream.range(0, 500)
                .filter(seed ->
                        !EDivisive.changePoints(series(1000 + seed, length, 0)).isEmpty())
                .count();

        assertThat(changed).isLessThanOrEqualTo(5);
    }

    @Test
    void changePoints_slowForks_areNoChange() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = Arrays.stream(Forks.SOME_SLOW.times(300, 1, random))
                .map(Math::log)
                .toArray();

        assertThat(EDivisive.changePoints(values)).isEmpty();
    }

    @Test
    void changePoints_sameSeries_sameAnswer() {
        double[] values = series(8, 50, 0, 50, 2);

        assertThat(EDivisive.changePoints(values)).isEqualTo(EDivisive.changePoints(values));
    }

    @Test
    void changePoints_constantOrShort_areNone() {
        assertThat(EDivisive.changePoints(new double[0])).isEmpty();
        assertThat(EDivisive.changePoints(new double[] {1, 2, 3})).isEmpty();
        double[] constant = new double[100];
        Arrays.fill(constant, Math.log(1.5));
        assertThat(EDivisive.changePoints(constant)).isEmpty();
        constant[3] = 0.1;
        assertThat(EDivisive.changePoints(constant)).isEmpty();
    }
}
