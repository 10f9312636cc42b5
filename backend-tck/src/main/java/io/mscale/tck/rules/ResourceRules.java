package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.tck.TckCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * 5xx: memory leaks. The work is repeated, at most {@value #ROUNDS} times, and memory is read after each round until
 * its floor stops rising. The floor is the minimum of {@value #WINDOW} consecutive readings: allocators and
 * collectors return memory at arbitrary times, so single readings vary by tens of megabytes, while a leak raises the
 * floor of every window. The floor must be steady twice in a row, because a native leak may first fill memory that
 * was freed before. Heap and native memory are checked separately.
 */
public interface ResourceRules extends Subject {

    /** Maximum number of repetitions of the work. */
    int ROUNDS = 17;

    /** Number of consecutive readings whose minimum is the floor. */
    int WINDOW = 3;

    /**
     * Allowed from one window to the next. Leaks of the activations of 1500 steps or the parameters of 300 models
     * exceed it.
     */
    long NATIVE_GROWTH_ALLOWED = 14L << 20;

    /**
     * Allowed from one window to the next: room for what the test engine and the JIT keep, yet less than a leak of 4
     * KiB per step.
     */
    long HEAP_GROWTH_ALLOWED = 3L << 20;

    @Tag("memory")
    @ForEach
    default void required_spec501_memoryDoesNotGrowOver500Steps(Precision precision) {
        assumeTrue(isInThisProcess(), "its models are in another process, whose memory is not looked at");
        TckCase wanted =
                standardCase(precision).withShape(1, List.of(32, 16), 1).withSamples(100);
        try (MscaleModel model = open(wanted)) {
            assertNoGrowth("500 steps", () -> model.train(500));
        }
    }

    @Tag("memory")
    @ForEach
    default void required_spec502_memoryDoesNotGrowOver500Predictions(Precision precision) {
        assumeTrue(isInThisProcess(), "its models are in another process, whose memory is not looked at");
        TckCase wanted = standardCase(precision).withShape(1, List.of(32, 16), 1);
        double[] x = wanted.points(100);
        try (MscaleModel model = open(wanted)) {
            assertNoGrowth("500 predictions", () -> {
                for (int i = 0; i < 500; i++) {
                    model.predict(x);
                }
            });
        }
    }

    @Tag("memory")
    @ForEach
    default void required_spec503_closedModelsLeaveNothingBehind(Precision precision) {
        assumeTrue(isInThisProcess(), "its models are in another process, whose memory is not looked at");
        TckCase wanted =
                standardCase(precision).withShape(1, List.of(200, 100), 1).withSamples(20);
        assertNoGrowth("100 models", () -> {
            for (int i = 0; i < 100; i++) {
                try (MscaleModel model = open(wanted)) {
                    model.train(1);
                }
            }
        });
    }

    private static void assertNoGrowth(String what, Runnable work) {
        work.run();
        List<MemoryInUse> readings = new ArrayList<>(List.of(MemoryInUse.now()));
        boolean steady = false;
        for (int round = 1; round <= ROUNDS && !steady; round++) {
            work.run();
            readings.add(MemoryInUse.now());
            int count = readings.size();
            steady = count >= 3 * WINDOW && hasSteadyFloor(readings, count) && hasSteadyFloor(readings, count - WINDOW);
        }
        assertThat(steady)
                .as("memory stops growing while %s are repeated; readings: %s", what, readings)
                .isTrue();
        assumeTrue(
                readings.get(0).nativeBytes().isPresent(),
                "the heap does not grow; this system does not tell the resident set");
    }

    /** Whether the window that ends before {@code end} has about the same floor as the window before it. */
    private static boolean hasSteadyFloor(List<MemoryInUse> readings, int end) {
        MemoryInUse before = MemoryInUse.least(readings.subList(end - 2 * WINDOW, end - WINDOW));
        MemoryInUse after = MemoryInUse.least(readings.subList(end - WINDOW, end));
        long outside = after.nativeBytes().orElse(0) - before.nativeBytes().orElse(0);
        return after.heapBytes() - before.heapBytes() < HEAP_GROWTH_ALLOWED && outside < NATIVE_GROWTH_ALLOWED;
    }
}
