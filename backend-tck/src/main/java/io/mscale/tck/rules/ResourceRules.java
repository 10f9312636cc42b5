package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 5xx: memory. The work is repeated until memory has been steady for four rounds, at most {@value #ROUNDS} times. A leak
 * grows in every round; a heap that finds its size, or a pool that fills, stops growing. Growth is read over two rounds,
 * because the JVM's own objects come and go by a megabyte from one round to the next, and read twice, because a native
 * leak may first fill what was freed before. Heap and native memory are looked at apart.
 */
public interface ResourceRules extends Subject {

    /** How often the work is repeated at most. */
    int ROUNDS = 7;

    /** In two rounds. The activations of a step, leaked 1000 times, are above it; so are the parameters of 200 models. */
    long NATIVE_GROWTH_ALLOWED = 14L << 20;

    /** In two rounds. Leaves room for what the test engine and the JIT keep; a leak of 4 KiB per step is above it. */
    long HEAP_GROWTH_ALLOWED = 3L << 20;

    @Tag("memory")
    @ParameterizedTest
    @EnumSource
    default void required_spec501_memoryDoesNotGrowOver500Steps(Precision precision) {
        TckCase wanted =
                standardCase(precision).withShape(1, List.of(32, 16), 1).withSamples(100);
        try (MscaleModel model = open(wanted)) {
            assertNoGrowth("500 steps", () -> model.train(500));
        }
    }

    @Tag("memory")
    @ParameterizedTest
    @EnumSource
    default void required_spec502_memoryDoesNotGrowOver500Predictions(Precision precision) {
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
    @ParameterizedTest
    @EnumSource
    default void required_spec503_closedModelsLeaveNothingBehind(Precision precision) {
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
            steady = round >= 4
                    && isSteady(readings.get(round - 4), readings.get(round - 2))
                    && isSteady(readings.get(round - 2), readings.get(round));
        }
        assertThat(steady)
                .as("memory stops growing while %s are repeated; readings: %s", what, readings)
                .isTrue();
        assumeTrue(
                readings.get(0).nativeBytes().isPresent(),
                "the heap does not grow; this system does not tell the resident set");
    }

    private static boolean isSteady(MemoryInUse before, MemoryInUse after) {
        long outside = after.nativeBytes().orElse(0) - before.nativeBytes().orElse(0);
        return after.heapBytes() - before.heapBytes() < HEAP_GROWTH_ALLOWED && outside < NATIVE_GROWTH_ALLOWED;
    }
}
