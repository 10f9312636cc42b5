package io.mscale.api.task;

import io.mscale.api.random.RandomStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * All data of one training. Everyone who needs a part of it takes it from here, so that nobody sees other data than the
 * network does.
 *
 * @param training the samples that the network is trained on
 * @param validation samples held out of the task's training set, by which a training is watched; empty if none are
 * @param test the samples that errors are reported on, always without noise
 */
public record DataSplit(Dataset training, Optional<Dataset> validation, Dataset test) {

    /**
     * The data of a task under a seed. {@code trainSize + validationSize} samples are drawn as the task's training set;
     * which of them are held out is random.
     *
     * @param trainSize samples to train on, at least 1
     * @param validationSize samples to hold out; 0 for none
     * @param noise standard deviation of the Gaussian noise on the targets of the training set, those held out included,
     *     relative to the standard deviation of each output over that set; 0 for none
     */
    public static DataSplit of(
            FittingTask task, int trainSize, int validationSize, int testSize, double noise, long seed) {
        FittingTask seeded = task.withSeed(seed).withTestSize(testSize);
        Dataset all = noisy(seeded.trainingSet(trainSize + validationSize, seed), noise, seed);
        Dataset test = seeded.testSet(testSize, seed);
        if (validationSize == 0) {
            return new DataSplit(all, Optional.empty(), test);
        }
        boolean[] held = held(all.size(), validationSize, seed);
        return new DataSplit(pick(all, held, false), Optional.of(pick(all, held, true)), test);
    }

    private static Dataset noisy(Dataset data, double noise, long seed) {
        if (noise == 0) {
            return data;
        }
        double[] y = data.y();
        double[] deviation = deviations(y, data.outputs());
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.TARGET_NOISE);
        for (int i = 0; i < y.length; i++) {
            y[i] += noise * deviation[i % data.outputs()] * random.normal();
        }
        return new Dataset(data.inputs(), data.outputs(), data.x(), y);
    }

    /** The standard deviation of each output. */
    private static double[] deviations(double[] y, int outputs) {
        double[] deviations = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            int offset = output;
            double[] values = new double[y.length / outputs];
            Arrays.setAll(values, i -> y[i * outputs + offset]);
            double mean = Arrays.stream(values).average().orElse(0);
            deviations[output] = Math.sqrt(Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0));
        }
        return deviations;
    }

    /** Marks {@code count} of {@code size} samples, each choice equally likely (Knuth's selection sampling). */
    private static boolean[] held(int size, int count, long seed) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.VALIDATION_SAMPLES);
        boolean[] held = new boolean[size];
        int wanted = count;
        for (int i = 0; i < size; i++) {
            held[i] = random.below(size - i) < wanted;
            wanted -= held[i] ? 1 : 0;
        }
        return held;
    }

    private static Dataset pick(Dataset all, boolean[] marked, boolean mark) {
        int inputs = all.inputs();
        int outputs = all.outputs();
        double[] x = all.x();
        double[] y = all.y();
        int size = 0;
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] == mark) {
                System.arraycopy(x, i * inputs, x, size * inputs, inputs);
                System.arraycopy(y, i * outputs, y, size * outputs, outputs);
                size++;
            }
        }
        return new Dataset(inputs, outputs, Arrays.copyOf(x, size * inputs), Arrays.copyOf(y, size * outputs));
    }
}
