package io.mscale.worker.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

    private static List<Thread> living() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("canary-"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void rate_readAgainAndAgain_isPositive(int threads) {
        try (Canary canary = new Canary(threads)) {
            assertThat(canary.threads()).isEqualTo(threads);
            for (int i = 0; i < 20; i++) {
                assertThat(canary.rate()).isPositive().isFinite();
            }
        }
    }

    @Test
    void threads_betweenReadings_sleep() throws InterruptedException {
        try (Canary canary = new Canary(3)) {
            canary.rate();
            List<Thread> threads = living();
            assertThat(threads).hasSize(2);
            while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
                Thread.sleep(1);
            }
            assertThat(threads).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void close_afterReading_endsTheThreads() throws InterruptedException {
        Canary canary = new Canary(3);
        canary.rate();
        List<Thread> threads = living();
        canary.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(living()).doesNotContainAnyElementsOf(threads);
    }
}
