package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ThreadTeamTest {

    @Test
    void run_manyRounds_everyMemberRunsOnceEachAndAllAreDoneOnReturn() {
        int[] runs = new int[3];
        try (ThreadTeam team = new ThreadTeam("team", 3)) {
            for (int round = 1; round <= 2_000; round++) {
                team.run(member -> runs[member]++);
                assertThat(runs).containsOnly(round);
            }
        }
    }

    @Test
    void run_memberFails_saysSoOnceTheOthersAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        try (ThreadTeam team = new ThreadTeam("team", 2)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> team.run(member -> {
                        done.set(member, 1);
                        if (member == 1) {
                            throw new ArithmeticException("as planned");
                        }
                    }))
                    .withMessageContaining("as planned");
            team.run(member -> done.incrementAndGet(member));
        }
        assertThat(done.get(0)).isEqualTo(2);
        assertThat(done.get(1)).isEqualTo(2);
    }
}
