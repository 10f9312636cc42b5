package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadSumsTest {

    /** No order but this one gives 1: the others lose or keep the small number otherwise. */
    @Test
    void total_numbersOfDifferentSize_addsThemInTheOrderOfTheMembers() {
        ThreadSums sums = new ThreadSums(4);
        sums.set(3, 1);
        sums.set(1, -1e16);
        sums.set(0, 1e16);
        sums.set(2, 0.25);
        assertThat(sums.total()).isEqualTo(1.25);
        sums.set(0, -1e16);
        sums.set(1, 0.25);
        sums.set(2, 1e16);
        assertThat(sums.total()).isEqualTo(1);
    }

    /** Two lines of 64 bytes between one number and the next, and between the first or last and another array's. */
    @Test
    void index_anyMember_isAPairOfCacheLinesFromWhateverElseIsWritten() {
        int bytes = 2 * 64;
        int members = 128;
        int end = (members + 1) * ThreadSums.SPACING;
        assertThat(ThreadSums.index(0) * Double.BYTES + 16)
                .as("after the array's header")
                .isGreaterThanOrEqualTo(bytes);
        assertThat((end - ThreadSums.index(members - 1)) * Double.BYTES).isGreaterThanOrEqualTo(bytes);
        for (int member = 1; member < members; member++) {
            assertThat((ThreadSums.index(member) - ThreadSums.index(member - 1)) * Double.BYTES)
                    .isGreaterThanOrEqualTo(bytes);
        }
    }
}
