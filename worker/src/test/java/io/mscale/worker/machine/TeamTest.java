package io.mscale.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TeamTest {

    private static final Duration WINDOW = Duration.ofMillis(25);

    @Test
    void bestRate_severalThreads_workAtTheSameTime() throws InterruptedException, ExecutionException {
        CountDownLatch working = new CountDownLatch(3);

        double rate = new Team(3).bestRate(WINDOW, () -> () -> {
            working.countDown();
            awaitAll(working);
            return 1;
        });

        assertThat(rate).isPositive().isFinite();
    }

    @Test
    void bestRate_workThatCannotBePrepared_isReported() {
        Team team = new Team(2);

        assertThatThrownBy(() -> team.bestRate(WINDOW, () -> {
                    throw new OutOfMemoryError("no room for arrays");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no room for arrays");
    }

    private static void awaitAll(CountDownLatch working) {
        try {
            working.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
