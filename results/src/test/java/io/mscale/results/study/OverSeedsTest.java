package io.mscale.results.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Verdict;
import io.mscale.results.study.OverSeeds.Range;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OverSeedsTest {

    private static OverSeeds of(double... values) {
        Map<Long, Range> bySeed = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            bySeed.put((long) i, values[i] < 0 ? Range.above(-values[i]) : Range.exactly(values[i]));
        }
        return new OverSeeds(bySeed);
    }

    @Test
    void interval_fiveSeeds_isTheirRange() {
        assertThat(of(3, 1, 2, 5, 4).interval()).hasValueSatisfying(interval -> {
            assertThat(interval.lower()).isEqualTo(1);
            assertThat(interval.upper()).isEqualTo(5);
            // either end is passed with probability 1/32
            assertThat(interval.confidence()).isEqualTo(1 - 2.0 / 32);
        });
    }

    @Test
    void interval_fourSeeds_isNone() {
        assertThat(of(3, 1, 2, 5).interval()).isEmpty();
        assertThat(of(3, 1, 2, 5).isAbove(0.1)).isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void interval_eightSeeds_leavesOutTheExtremes() {
        assertThat(of(8, 1, 2, 3, 4, 5, 6, 7).interval()).hasValueSatisfying(interval -> {
            assertThat(interval.lower()).isEqualTo(2);
            assertThat(interval.upper()).isEqualTo(7);
        });
    }

    @Test
    void isAbove_thresholdWithin_cannotTell() {
        assertThat(of(3, 4, 5, 6, 7).isAbove(2.9)).isEqualTo(Verdict.BEARS_OUT);
        assertThat(of(3, 4, 5, 6, 7).isAbove(3)).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(of(3, 4, 5, 6, 7).isAbove(7.1)).isEqualTo(Verdict.CONTRADICTS);
        assertThat(of(3, 4, 5, 6, 7).isBelow(7.1)).isEqualTo(Verdict.BEARS_OUT);
        assertThat(of(3, 4, 5, 6, 7).isBelow(2.9)).isEqualTo(Verdict.CONTRADICTS);
    }

    @Test
    void over_seedsOfOneOnly_areLeftOut() {
        assertThat(of(2, 4, 6).over(of(1, 2)).values().keySet()).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void over_notReached_isKnownFromOneSideOnly() {
        OverSeeds never = of(-100, -100, -100, -100, -100);
        OverSeeds reached = of(10, 20, 25, 40, 50);

        assertThat(never.over(reached).isAbove(1.9)).isEqualTo(Verdict.BEARS_OUT);
        assertThat(never.over(reached).isAbove(2)).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(reached.over(never).isBelow(0.51)).isEqualTo(Verdict.BEARS_OUT);
        assertThat(never.over(never).isAbove(0.001)).isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void over_zeros_areEqualOrInfinitelyApart() {
        OverSeeds zeros = of(0, 0, 0, 0, 0);

        assertThat(zeros.over(zeros).inWords(Formats::times)).isEqualTo("1.0 [1.0, 1.0]");
        assertThat(of(1, 2, 3, 4, 5).over(zeros).isAbove(5)).isEqualTo(Verdict.BEARS_OUT);
        assertThat(of(1, 2, 3, 4, 5).over(zeros).inWords(Formats::times)).isEqualTo("infinity [infinity or more]");
    }

    @Test
    void inWords_ratiosOfBounds_sayFromWhichSide() {
        OverSeeds never = of(-100, -100, -100, -100, -100);
        OverSeeds reached = of(10, 20, 25, 40, 50);

        assertThat(StudyResults.times(never.over(reached))).isEqualTo("more than 4.0 times [2.0 or more]");
        assertThat(StudyResults.times(reached.over(never))).isEqualTo("less than 0.25 times [0, 0.50]");
        assertThat(StudyResults.times(never.over(never))).isEqualTo("unknown");
        assertThat(StudyResults.times(of(0.01))).isEqualTo("0.010 times");
    }

    @Test
    void inWords_bounds_areCalledSo() {
        assertThat(of(1, 2, 3, 4, 5).inWords(Formats::times)).isEqualTo("3.0 [1.0, 5.0]");
        assertThat(of(1, 2, 3, 4, -5).inWords(Formats::times)).isEqualTo("3.0 [1.0 or more]");
        assertThat(of(1, 2, -5, -5, -5).inWords(Formats::times)).isEqualTo("more than 5.0 [1.0 or more]");
        assertThat(of(3).inWords(Formats::times)).isEqualTo("3.0");
    }
}
