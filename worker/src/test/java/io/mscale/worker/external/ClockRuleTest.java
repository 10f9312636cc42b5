package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ClockRuleTest {

    private final ClockRule clock = new ClockRule();

    @Test
    void check_littleShortOrACoarseClock_isRight() {
        for (int i = 0; i < 1000; i++) {
            clock.check(0.0001, 0.005);
            clock.check(0.96, 1);
            clock.check(0.0105, 0.0100);
            clock.check(0, 0.004);
        }
    }

    @Test
    void check_moreThanTheHosts_breaksTheProtocol() {
        assertThatExceptionOfType(WorkerFailure.class)
                .isThrownBy(() -> clock.check(0.2, 0.1))
                .withMessageContaining("took 0.200000 s, but its answer came after 0.100000 s");
        assertThatExceptionOfType(WorkerFailure.class).isThrownBy(() -> clock.check(-0.1, 0.1));
    }

    /** A program that reads its clock before its device is done. */
    @Test
    void check_muchShortAgainAndAgain_breaksTheProtocol() {
        assertThatExceptionOfType(WorkerFailure.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        clock.check(0.001, 0.1);
                    }
                })
                .withMessageContaining("it must wait for its device");
    }

    /** Answers that a busy machine delays are no reason to stop. */
    @Test
    void check_oftenShortOnABusyMachine_goesOn() {
        for (int i = 0; i < 1000; i++) {
            clock.check(0.30, 0.36);
        }
        for (int i = 0; i < 2000; i++) {
            clock.check(0.0001, i % 3 == 0 ? 0.04 : 0.0002);
        }
    }
}
