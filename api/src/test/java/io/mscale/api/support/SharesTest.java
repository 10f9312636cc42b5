package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 11, 127, 128, 129, Integer.MAX_VALUE})
    void begin_anyNumberOfShares_runsFollowEachOtherAndDifferByOneAtMost(int items) {
        for (int shares = 1; shares <= 128; shares++) {
            assertThat(Shares.begin(items, 0, shares)).isZero();
            assertThat(Shares.begin(items, shares, shares)).isEqualTo(items);
            for (int share = 0; share < shares; share++) {
                int length = Shares.begin(items, share + 1, shares) - Shares.begin(items, share, shares);
                assertThat(length - items / shares).isBetween(0, 1);
            }
        }
    }

    static Stream<long[]> weights() {
        SplittableRandom random = new SplittableRandom(5);
        return Stream.of(
                new long[0],
                new long[] {7},
                new long[] {0, 0, 3},
                LongStream.generate(() -> 100).limit(63).toArray(),
                LongStream.rangeClosed(1, 300).toArray(),
                random.longs(200, 0, 1000).toArray(),
                new long[] {1_000_000, 1, 1, 1, 1, 1, 1});
    }

    @ParameterizedTest
    @MethodSource("weights")
    void byWeight_anyNumberOfShares_holdsEachItemOnceAndExceedsTheMeanByLessThanAnItem(long[] weights) {
        long all = Arrays.stream(weights).sum();
        long heaviest = Arrays.stream(weights).max().orElse(0);
        for (int count = 1; count <= 128; count++) {
            List<int[]> shares = Shares.byWeight(weights, count);
            assertThat(shares).hasSize(count);
            int[] seen = new int[weights.length];
            for (int[] share : shares) {
                assertThat(share).isSorted();
                Arrays.stream(share).forEach(item -> seen[item]++);
                long load =
                        Arrays.stream(share).mapToLong(item -> weights[item]).sum();
                // load <= all / count + (1 - 1 / count) heaviest
                assertThat(load * count).isLessThanOrEqualTo(all + (count - 1) * heaviest);
            }
            assertThat(seen).as("%d shares", count).containsOnly(weights.length == 0 ? new int[0] : new int[] {1});
        }
    }

    /** In their own order the last and largest item would come on top of others: 3 + 6 against 5. */
    @Test
    void byWeight_heavyItemAtTheEnd_getsAShareOfItsOwn() {
        assertThat(Shares.byWeight(new long[] {3, 2, 1, 6}, 2)).containsExactly(new int[] {3}, new int[] {0, 1, 2});
    }
}
