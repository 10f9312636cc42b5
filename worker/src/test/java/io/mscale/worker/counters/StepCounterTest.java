package io.mscale.worker.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.record.cell.StepCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StepCounterTest {

    private static final int BYTES = 1_000_000;

    /** Some milliseconds. */
    private static final int STEPS = 20;

    private final List<Integer> calls = new ArrayList<>();
    private double sum;
    private Object kept = "";

    private void allocate(int steps) {
        calls.add(steps);
        for (int i = 0; i < steps; i++) {
            kept = new byte[BYTES];
        }
    }

    private void compute(int steps) {
        calls.add(steps);
        for (int i = 0; i < steps * 300_000; i++) {
            sum += Math.sqrt(i);
        }
    }

    private static boolean hasPerf() {
        try {
            Process process = new ProcessBuilder("perf", "--version").start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void count_steps_areTakenForEachKindAndReported() {
        StepCounts counts = StepCounter.count(this::allocate, "no-such-program", "instructions:u");

        assertThat(calls).hasSize(2).startsWith(1);
        assertThat(counts.steps()).isEqualTo(calls.get(1)).isBetween(3, 100);
    }

    @Test
    void count_allocation_isThatOfAStep() {
        StepCounts counts = StepCounter.count(this::allocate, "no-such-program", "instructions:u");

        assertThat(counts.allocatedBytes()).isCloseTo(BYTES, within(0.01 * BYTES));
        assertThat(kept).isNotNull();
    }

    @Test
    void count_nothingAllocated_isNearlyNothing() {
        assertThat(StepCounter.count(this::compute, "no-such-program", "instructions:u")
                        .allocatedBytes())
                .isLessThan(10_000);
        assertThat(sum).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void count_noPerf_saysSo() {
        StepCounts counts = StepCounter.count(this::compute, "no-such-program", "instructions:u");

        assertThat(counts.instructions()).isNull();
        assertThat(counts.problem()).isEqualTo("'no-such-program' cannot be started: No such file or directory");
    }

    /** The time that the threads run, in milliseconds: an event that every machine has whose system lets users count at all. */
    private static PerfStat ofTime() throws IOException {
        return new PerfStat("perf", "task-clock:u", ComputingThreads.numbers());
    }

    private double millisecondsOf(int steps) throws IOException {
        try (PerfStat perf = ofTime()) {
            compute(20 * STEPS);
            perf.enable();
            compute(steps);
            perf.disable();
            compute(20 * STEPS);
            return perf.count();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void count_whatRunsBetweenEnableAndDisable_andNothingElse() throws IOException {
        assumeTrue(hasPerf(), "no perf");
        compute(100 * STEPS);
        double few;
        double many;
        try {
            few = millisecondsOf(STEPS);
            many = millisecondsOf(10 * STEPS);
        } catch (IOException e) {
            assumeTrue(false, "perf may not count here: " + e.getMessage());
            return;
        }

        // Time on the processor, not on the clock, so that neighbours hardly matter. With what runs before and after
        // the
        // ratio would be 1.2.
        assertThat(many / few).isBetween(4.0, 25.0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void count_instructions_areManyPerStepOrHaveAReason() {
        StepCounts counts = StepCounter.count(this::compute);

        if (counts.instructions() == null) {
            assertThat(counts.problem()).isNotBlank();
        } else {
            assertThat(counts.problem()).isNull();
            assertThat(counts.instructions()).isBetween(300_000.0, 300_000_000.0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void count_unknownEvent_saysWhatPerfSaid() {
        assumeTrue(hasPerf(), "no perf");

        StepCounts counts = StepCounter.count(this::compute, "perf", "nonsense");

        assertThat(counts.instructions()).isNull();
        assertThat(counts.problem()).contains("nonsense");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void numbers_ofThisProcess_areWithoutTheRuntimesThreads() throws IOException {
        int all = Objects.requireNonNull(new java.io.File("/proc/self/task").list()).length;

        assertThat(ComputingThreads.numbers())
                .isNotEmpty()
                .hasSizeLessThan(all)
                .contains(Long.toString(ProcessHandle.current().pid()));
    }
}
