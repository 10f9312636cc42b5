package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    /** More members than cores: each wait ends only once a member that is not running has run. */
    @Test
    void run_manyMembersOnFewCores_endsEveryRound() {
        int members = 8;
        AtomicInteger runs = new AtomicInteger();
        try (ThreadTeam team = new ThreadTeam("crowd", members)) {
            for (int round = 1; round <= 2_000; round++) {
                team.run(member -> runs.incrementAndGet());
                assertThat(runs).hasValue(round * members);
            }
        }
    }

    @Test
    @Timeout(60)
    void run_othersAsleep_wakesThem() throws InterruptedException {
        int[] runs = new int[2];
        try (ThreadTeam team = new ThreadTeam("sleeper", 2)) {
            for (int round = 1; round <= 20; round++) {
                awaitState("sleeper-1", Thread.State.WAITING);
                team.run(member -> runs[member]++);
                assertThat(runs).containsOnly(round);
            }
        }
    }

    /** The caller sleeps when another member lets it see that it does before it ends. */
    @Test
    @Timeout(60)
    void run_callerAsleep_isWokenByTheLastMember() {
        Thread caller = Thread.currentThread();
        AtomicInteger runs = new AtomicInteger();
        try (ThreadTeam team = new ThreadTeam("late", 3)) {
            for (int round = 1; round <= 20; round++) {
                team.run(member -> {
                    while (member == 2 && caller.getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    runs.incrementAndGet();
                });
                assertThat(runs).hasValue(3 * round);
            }
        }
    }

    @Test
    @Timeout(60)
    void close_membersAsleepOrSpinning_endsTheirThreads() throws InterruptedException {
        ThreadTeam asleep = new ThreadTeam("asleep", 2);
        awaitState("asleep-1", Thread.State.WAITING);
        Thread member = thread("asleep-1").orElseThrow();
        asleep.close();
        member.join();

        ThreadTeam spinning = new ThreadTeam("spinning", 2);
        List<Thread> members = new ArrayList<>();
        spinning.run(m -> {
            if (m == 1) {
                members.add(Thread.currentThread());
            }
        });
        spinning.close();
        members.get(0).join();
        assertThatIllegalStateException()
                .isThrownBy(() -> spinning.run(m -> {}))
                .withMessage("the team is closed");
    }

    /** What one thread writes while another looks must not be in a line, or a pair of lines, with something else. */
    @Test
    void signals_anyTwo_areAPairOfCacheLinesApart() {
        int pair = 2 * 64;
        assertThat(ThreadTeam.ROUND * Integer.BYTES).isGreaterThanOrEqualTo(pair);
        assertThat((ThreadTeam.FINISHED - ThreadTeam.ROUND) * Integer.BYTES).isGreaterThanOrEqualTo(pair);
        assertThat((ThreadTeam.UNFINISHED - ThreadTeam.FINISHED) * Integer.BYTES)
                .isGreaterThanOrEqualTo(pair);
        assertThat((ThreadTeam.sleeper(0) - ThreadTeam.UNFINISHED) * Integer.BYTES)
                .isGreaterThanOrEqualTo(pair);
        assertThat((ThreadTeam.sleeper(1) - ThreadTeam.sleeper(0)) * Integer.BYTES)
                .isGreaterThanOrEqualTo(pair);
    }

    private static void awaitState(String name, Thread.State state) throws InterruptedException {
        while (thread(name).map(Thread::getState).filter(state::equals).isEmpty()) {
            Thread.sleep(1);
        }
    }

    private static Optional<Thread> thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst();
    }
}
