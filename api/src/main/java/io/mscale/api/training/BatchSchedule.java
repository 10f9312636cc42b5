package io.mscale.api.training;

import io.mscale.api.random.RandomStream;

/**
 * Which samples each step sees; the same for every backend. A batch at least as large as the data set means all samples, in
 * their own order, every step. Otherwise each epoch visits a fresh permutation in floor(samples / batchSize) batches of equal
 * size and leaves out the rest, so that every step is the same amount of work.
 *
 * <p>Not thread-safe: it holds the current epoch's permutation.
 */
public final class BatchSchedule {

    private final int samples;
    private final int batchSize;
    private final long seed;
    private final long stepsPerEpoch;
    private final int[] permutation;
    private long epoch = -1;

    /** A schedule over {@code samples} samples under the batch size and seed of {@code training}. */
    public BatchSchedule(TrainingSpec training, int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("a schedule needs at least 1 sample, not " + samples);
        }
        this.samples = samples;
        this.batchSize = Math.min(training.batchSize(), samples);
        this.seed = training.batchSeed();
        this.stepsPerEpoch = samples / batchSize;
        this.permutation = new int[isFullBatch() ? 0 : samples];
    }

    /** Whether every step sees every sample. */
    public boolean isFullBatch() {
        return batchSize == samples;
    }

    /** Samples per step. */
    public int batchSize() {
        return batchSize;
    }

    /** Writes the {@link #batchSize()} sample indices, in [0, samples), of a step, counted from 1. */
    public void batch(long step, int[] indices) {
        if (isFullBatch()) {
            for (int i = 0; i < batchSize; i++) {
                indices[i] = i;
            }
            return;
        }
        long wanted = (step - 1) / stepsPerEpoch;
        if (wanted != epoch) {
            shuffle(wanted);
        }
        int first = (int) ((step - 1) % stepsPerEpoch) * batchSize;
        System.arraycopy(permutation, first, indices, 0, batchSize);
    }

    /** Fisher and Yates. */
    private void shuffle(long newEpoch) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.BATCHES, newEpoch);
        for (int i = 0; i < samples; i++) {
            int j = random.below(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = i;
        }
        epoch = newEpoch;
    }
}
