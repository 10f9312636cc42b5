package io.mscale.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.support.ProcessorClock;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
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

    private final QuietMoments quiet = new QuietMoments(this::now, millis -> pass(millis / 1000.0));

    @BeforeEach
    void begin() {
        quiet.begin(2);
    }

    /** Waits for a round, and lets half a second of it pass. Returns how long it waited. */
    private double round() {
        return round(0.5);
    }

    private double round(double duration) {
        double before = seconds;
        quiet.await(() -> false);
        double waited = seconds - before;
        pass(duration);
        return waited;
    }

    @Test
    void await_quietMachine_looksOnceOnly() {
        assertThat(round()).as("nothing is known yet").isCloseTo(0.06, within(1e-9));
        assertThat(round()).isZero();
        assertThat(round()).isZero();
        assertThat(quiet.waitedSeconds()).isZero();
    }

    @Test
    void await_neighbourThatCame_waitsUntilItRests() {
        others = moment -> moment > 1 && moment < 5 ? 1 : 0;
        round();
        round();
        assertThat(seconds).isCloseTo(1.06, within(1e-9));
        assertThat(round()).isCloseTo(4, within(0.1));
        assertThat(round()).as("it rests").isZero();
        assertThat(quiet.waitedSeconds()).isCloseTo(4, within(0.1));
    }

    @Test
    void await_neighbourThatHasGone_looksAndGoesOn() {
        others = moment -> moment > 0.2 && moment < 0.5 ? 1 : 0;
        round();
        assertThat(round()).isCloseTo(0.06, within(1e-9));
    }

    @Test
    void await_processorsToSpare_areNoReasonToWait() {
        processors = 8;
        others = moment -> 6;
        round();
        assertThat(round()).isZero();
    }

    @Test
    void await_machineThatNeverRests_waitsOnceInVain() {
        others = moment -> 1;
        assertThat(round()).isCloseTo(10, within(0.1));
        assertThat(round()).isZero();
        assertThat(round()).isZero();
        quiet.begin(2);
        assertThat(round()).as("in the next comparison").isZero();
        assertThat(quiet.waitedSeconds()).isCloseTo(10, within(0.1));
    }

    @Test
    void await_quietRoundAfterAWaitInVain_letsOthersWaitAgain() {
        others = moment -> moment < 12 || (moment > 20 && moment < 23) ? 1 : 0;
        assertThat(round()).isCloseTo(10, within(0.1));
        while (seconds < 20.5) {
            assertThat(round()).isZero();
        }
        assertThat(round()).isCloseTo(2.5, within(0.2));
    }

    /** A tick of a round of 50 ms is 0.2 processors. */
    @Test
    void await_aTickInAShortRound_isNothing() {
        others = moment -> Math.floorMod(Math.round(1000 * moment), 50L) < 10 ? 1 : 0;
        round(0.05);
        assertThat(round(0.05)).isZero();
    }

    /** Each look finds a quiet moment, and every round is disturbed. */
    @Test
    void await_neighbourThatIsBusyAThird_looksNoLongerThanTheRoundsLast() {
        others = moment -> 0.33;
        double waited = 0;
        for (int i = 0; i < 2000; i++) {
            waited += round(0.05);
        }
        assertThat(waited).isLessThan(2000 * 0.05 + 10 + 0.1);
    }

    /** Rests of 0.7 s after 6 s each: every turn would wait, and the run would take ten times as long. */
    @Test
    void await_shortRests_waitsNoLongerThanTheRoundsLast() {
        others = moment -> moment % 6.7 < 6 ? 1 : 0;
        double waited = 0;
        for (int i = 0; i < 200; i++) {
            waited += round();
        }
        assertThat(waited).isGreaterThan(50).isLessThan(200 * (0.5 + 0.06) + 10 + 0.1);
    }

    @Test
    void await_unknownTimes_doesNotWait() {
        processors = 0;
        others = moment -> 2;
        round();
        assertThat(round()).isZero();
        assertThat(quiet.waitedSeconds()).isZero();
    }

    @Test
    void await_interruptedRun_returns() {
        others = moment -> 1;
        quiet.await(() -> true);
        assertThat(seconds).isZero();
    }
}
