package io.mscale.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.support.ProcessorClock;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Two threads on a machine of two processors, or of eight, whose others are busy at known times. */
class QuietMomentsTest {

    private double seconds;
    private double busySeconds;

    /** The processors that others take at a moment. */
    private DoubleUnaryOperator others = moment -> 0;

    private int processors = 2;

    private void pass(double duration) {
        for (int millis = 0; millis < Math.round(1000 * duration); millis++) {
            busySeconds += others.applyAsDouble(seconds) / 1000;
            seconds += 0.001;
        }
    }

    private ProcessorClock.Reading now() {
        return new ProcessorClock.Reading((long) (1e9 * seconds), processors, busySeconds, 0, 0);
    }

    private final QuietMoments quiet = new QuietMoments(2, this::now, millis -> pass(millis / 1000.0));

    /** Waits for a turn, and lets half a second of it pass. Returns how long it waited. */
    private double turn() {
        double before = seconds;
        quiet.await(() -> false);
        double waited = seconds - before;
        pass(0.5);
        return waited;
    }

    @Test
    void await_quietMachine_looksOnceOnly() {
        assertThat(turn()).as("nothing is known yet").isCloseTo(0.06, within(1e-9));
        assertThat(turn()).isZero();
        assertThat(turn()).isZero();
        assertThat(quiet.waitedSeconds()).isZero();
    }

    @Test
    void await_neighbourThatCame_waitsUntilItRests() {
        others = moment -> moment > 1 && moment < 5 ? 1 : 0;
        turn();
        turn();
        assertThat(seconds).isCloseTo(1.06, within(1e-9));
        assertThat(turn()).isCloseTo(4, within(0.1));
        assertThat(turn()).as("it rests").isZero();
        assertThat(quiet.waitedSeconds()).isCloseTo(4, within(0.1));
    }

    @Test
    void await_neighbourThatHasGone_looksAndGoesOn() {
        others = moment -> moment > 0.2 && moment < 0.5 ? 1 : 0;
        turn();
        assertThat(turn()).isCloseTo(0.06, within(1e-9));
    }

    @Test
    void await_processorsToSpare_areNoReasonToWait() {
        processors = 8;
        others = moment -> 6;
        turn();
        assertThat(turn()).isZero();
    }

    @Test
    void await_machineThatNeverRests_waitsOnceInVain() {
        others = moment -> 1;
        assertThat(turn()).isCloseTo(10, within(0.1));
        assertThat(turn()).isZero();
        assertThat(turn()).isZero();
    }

    /** Rests of 0.7 s after 6 s each: every turn would wait, and the run would take ten times as long. */
    @Test
    void await_shortRests_waitsNoLongerThanTheTurnsLast() {
        others = moment -> moment % 6.7 < 6 ? 1 : 0;
        double waited = 0;
        for (int i = 0; i < 200; i++) {
            waited += turn();
        }
        assertThat(waited).isGreaterThan(50).isLessThan(200 * (0.5 + 0.06) + 10 + 0.1);
    }

    @Test
    void await_unknownTimes_doesNotWait() {
        processors = 0;
        others = moment -> 2;
        turn();
        assertThat(turn()).isZero();
        assertThat(quiet.waitedSeconds()).isZero();
    }

    @Test
    void await_interruptedRun_returns() {
        others = moment -> 1;
        quiet.await(() -> true);
        assertThat(seconds).isZero();
    }
}
