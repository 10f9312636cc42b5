package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.support.ProcessorClock.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorClockTest {

    private static final String STAT = """
            cpu  600 60 6 6000 600 6 6 60 0 0
            cpu0 100 10 1 1000 100 2 3 10 50 0
            cpu1 200 20 2 2000 200 1 1 20 0 0
            cpu2 300 30 3 3000 300 3 2 30 0 0
            intr 1 2 3
            """;

    @TempDir
    private Path folder = Path.of("");

    private ProcessorClock clock(String allowed) {
        SystemLayout layout = new SystemLayout(folder)
                .affinity(allowed)
                .file("proc/self/stat", "1 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 50 60 700 800 20 0 1 0 1")
                .file("proc/stat", STAT);
        return new ProcessorClock(layout.folders());
    }

    @Test
    void now_someProcessors_countsTheirsOnly() {
        Reading reading = clock("0,2-3").now();
        assertThat(reading.processors()).isEqualTo(2);
        // user, nice, system, irq and softirq of processors 0 and 2, in ticks of 10 ms; the guest's 50 are in user.
        assertThat(reading.busySeconds()).isCloseTo((116 + 338) / 100.0, within(1e-9));
        assertThat(reading.stealSeconds()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void now_ownTime_includesChildrenThatHaveEnded() {
        assertThat(clock("0").now().ownSeconds()).isCloseTo(16.1, within(1e-9));
    }

    @Test
    void now_noProc_isUnknown() {
        Reading reading = new ProcessorClock(new SystemLayout(folder).folders()).now();
        assertThat(reading.processors()).isZero();
        assertThat(ProcessorClock.others(reading, new Reading(reading.nanos() + 10, 2, 1, 1, 1)))
                .isNull();
        assertThat(ProcessorClock.steal(reading, reading)).isNull();
    }

    @Test
    void now_garbage_isUnknown() {
        ProcessorClock clock = clock("none");
        assertThat(clock.now().processors()).isZero();
        new SystemLayout(folder).file("proc/stat", "cpu0\ncpux 1 2 3 4 5 6 7 8 9\n");
        assertThat(clock.now().processors()).isZero();
    }

    @Test
    void others_busyMoreThanOwn_isTheRest() {
        Reading before = new Reading(0, 2, 10, 1, 5);
        Reading after = new Reading(4_000_000_000L, 2, 16, 2, 9);
        assertThat(ProcessorClock.others(before, after)).isEqualTo(2.0 / 8);
        assertThat(ProcessorClock.steal(before, after)).isEqualTo(1.0 / 8);
    }

    @Test
    void others_roundingOfTicks_staysBetween0And1() {
        Reading before = new Reading(0, 1, 10, 1, 5);
        assertThat(ProcessorClock.others(before, new Reading(1_000_000_000L, 1, 10.9, 1, 6)))
                .isZero();
        assertThat(ProcessorClock.others(before, new Reading(1_000_000_000L, 1, 11.1, 1, 5)))
                .isEqualTo(1);
        assertThat(ProcessorClock.others(before, before)).isNull();
    }

    @Test
    void now_thisMachine_isPlausible() {
        ProcessorClock clock = new ProcessorClock();
        Reading before = clock.now();
        Reading after = clock.now();
        assertThat(after.nanos()).isGreaterThan(before.nanos());
        assertThat(after.ownSeconds()).isGreaterThanOrEqualTo(before.ownSeconds());
    }
}
