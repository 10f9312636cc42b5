package io.mscale.tasks;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What the built-in tasks share: their names and the settings that do not depend on the task. */
abstract class BuiltInTask implements FittingTask {

    private final String id;
    private final String description;
    private final double targetMse;

    BuiltInTask(String id, String description, double targetMse) {
        this.id = id;
        this.description = description;
        this.targetMse = targetMse;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final double targetMse() {
        return targetMse;
    }

    /**
     * Settings with the chapter's batch size and decay: its 30000 samples exceed the built-in functions' data, so each
     * step uses all samples; its learning rate decays by 1e-7 per step.
     */
    static PresetSettings settings(
            List<Integer> hiddenWidths, Scales scales, int trainSize, int testSize, double learningRate, int steps) {
        return new PresetSettings(
                hiddenWidths,
                scales,
                Activation.SIN,
                Activation.RELU,
                Initialization.UNIFORM,
                trainSize,
                testSize,
                30_000,
                learningRate,
                1e-7,
                steps);
    }

    /** A permutation of 0, ..., count - 1. */
    static int[] shuffled(int count, long seed) {
        int[] order = IntStream.range(0, count).toArray();
        shuffle(order, 0, count, RandomStream.of(seed, RandomStream.Purpose.TRAINING_POINTS));
        return order;
    }

    /** Puts the items from {@code from} to before {@code to} into random order (Fisher-Yates shuffle). */
    static void shuffle(int[] items, int from, int to, RandomStream random) {
        for (int i = from; i < to; i++) {
            int j = from + random.below(i - from + 1);
            int item = items[i];
            items[i] = items[j];
            items[j] = item;
        }
    }

    /**
     * A task whose samples are given. The run's seed puts them in random order; training and test sets are taken from
     * its two ends, so they have nothing in common.
     */
    abstract static class OfSamples extends BuiltInTask {

        OfSamples(String id, String description, double targetMse) {
            super(id, description, targetMse);
        }

        abstract int count();

        /** The {@code size} samples whose indices begin at {@code order[from]}. */
        abstract Dataset pick(int[] order, int from, int size);

        @Override
        public final OptionalInt samples() {
            return OptionalInt.of(count());
        }

        @Override
        public final Dataset trainingSet(int size, long seed) {
            return pick(shuffled(count(), seed), 0, size);
        }

        @Override
        public final Dataset testSet(int size, long seed) {
            return pick(shuffled(count(), seed), count() - size, size);
        }
    }
}
