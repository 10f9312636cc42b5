package io.mscale.harness.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.bisect.Bisection.Verdict;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BisectionTest {

    /** Searches with the truth at hand, and returns how many commits were judged. */
    private static int search(Bisection bisection, int firstBad, Set<Integer> unknown) {
        int judged = 0;
        for (OptionalInt next = bisection.next(); next.isPresent(); next = bisection.next()) {
            int commit = next.getAsInt();
            bisection.judged(
                    commit,
                    unknown.contains(commit) ? Verdict.SKIPPED : commit >= firstBad ? Verdict.BAD : Verdict.GOOD);
            judged++;
        }
        return judged;
    }

    @Test
    void next_anyFirstBadCommit_isFoundByHalving() {
        for (int commits = 1; commits <= 40; commits++) {
            for (int firstBad = 0; firstBad < commits; firstBad++) {
                Bisection bisection = new Bisection(commits);

                int judged = search(bisection, firstBad, Set.of());

                assertThat(bisection.isFound()).isTrue();
                assertThat(bisection.newestLeft()).isEqualTo(firstBad);
                assertThat(1 << judged).isLessThan(4 * commits);
            }
        }
    }

    @Test
    void next_commitsThatCannotBeJudged_doNotHideTheirNeighbours() {
        Bisection bisection = new Bisection(20);

        search(bisection, 12, Set.of(8, 9, 10, 15));

        assertThat(bisection.isFound()).isTrue();
        assertThat(bisection.newestLeft()).isEqualTo(12);
    }

    @Test
    void next_commitsThatCannotBeJudgedBeforeTheFirstBad_areLeft() {
        Bisection bisection = new Bisection(20);

        search(bisection, 12, Set.of(10, 11));

        assertThat(bisection.isFound()).isFalse();
        assertThat(bisection.oldestLeft()).isEqualTo(10);
        assertThat(bisection.newestLeft()).isEqualTo(12);
    }

    @Test
    void bisection_ofNothing_isRefused() {
        assertThatThrownBy(() -> new Bisection(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
