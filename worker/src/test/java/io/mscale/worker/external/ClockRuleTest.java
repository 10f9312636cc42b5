package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ClockRuleTest {

    private final ClockRule clock = new ClockRule();

    @Test
    void agreed_littleShort_isTheProgramsTime() {
        assertThat(clock.agreed(0.0100, 0.0101)).isEqualTo(0.0100);
        assertThat(clock.agreed(0.96, 1)).isEqualTo(0.96);
    }

    @Test
    void agreed_coarseClock_isNeverMoreThanTheHosts() {
        assertThat(clock.agreed(0.0105, 0.0100)).isEqualTo(0.0100);
    }

    @Test
    void agreed_muchShort_isTheHostsTime() {
        assertThat(clock.agreed(0.30, 0.36)).isEqualTo(0.36);
        assertThat(clock.agreed(0.001, 0.047)).isEqualTo(0.047);
    }

    @Test
    void agreed_moreThanTheHosts_breaksTheProtocol() {
        assertThatExceptionOfType(WorkerFailure.class)
                .isThrownBy(() -> clock.agreed(0.2, 0.1))
                .withMessageContaining("took 0.200000 s, but its answer came after 0.100000 s");
        assertThatExceptionOfType(WorkerFailure.class).isThrownBy(() -> clock.agreed(0, 0.1));
        assertThatExceptionOfType(WorkerFailure.class).isThrownBy(() -> clock.agreed(Double.NaN, 0.1));
    }

    /** A program that reads its clock before its device is done. */
    @Test
    void agreed_muchShortAgainAndAgain_breaksTheProtocol() {
        assertThatExceptionOfType(WorkerFailure.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        assertThat(clock.agreed(0.001, 0.1)).isEqualTo(0.1);
                    }
                })
                .withMessageContaining("it must wait for its device");
    }

    /** Answers that a busy machine delays are no reason to stop. */
    @Test
    void agreed_oftenShortOnABusyMachine_goesOn() {
        for (int i = 0; i < 1000; i++) {
            clock.agreed(0.30, 0.36);
        }
        for (int i = 0; i < 2000; i++) {
            clock.agreed(0.0001, i % 3 == 0 ? 0.04 : 0.0002);
        }
        assertThat(clock.agreed(0.3, 0.301)).isEqualTo(0.3);
    }
}
