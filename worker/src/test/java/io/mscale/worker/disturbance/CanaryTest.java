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
        Canary canary = new Canary(threads);
        assertThat(canary.threads()).isEqualTo(threads);
        for (int i = 0; i < 20; i++) {
            assertThat(canary.rate()).isPositive().isFinite();
        }
    }

    @Test
    void rate_afterReading_leavesNoThreads() throws InterruptedException {
        new Canary(3).rate();
        for (Thread thread : living()) {
            thread.join();
        }
        assertThat(living()).isEmpty();
    }
}
