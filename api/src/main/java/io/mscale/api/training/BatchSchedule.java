package io.mscale.api.training;

import io.mscale.api.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * Which samples each step sees; the same for every backend. A batch at least as large as the data set means all samples, in
 * their own order, every step. Otherwise each epoch visits a fresh permutation in floor(samples / batchSize) batches of equal
 * size and leaves out the rest, so that every step is the same amount of work.
 *
 * <p>If the data has several parts, each is permuted for itself, and every batch has the same number of samples of each
 * part, one part behind the other: the batch is shared out in the parts' proportions, at least one sample a part. An epoch
 * ends when one of the parts has too few samples left.
 *
 * <p>Not thread-safe: it holds the current epoch's permutation.
 */
public final class BatchSchedule {

    private final int samples;
    private final int batchSize;
    private final long seed;
    private final long stepsPerEpoch;
    private final int[] partSizes;
    private final int[] shares;
    private final int[] permutation;
    private long epoch = -1;

    /** A schedule over {@code samples} samples under the batch size and seed of {@code training}. */
    public BatchSchedule(TrainingSpec training, int samples) {
        this(training, List.of(samples));
    }

    /**
     * A schedule over data of several parts.
     *
     * @param parts the samples of each part, at least 1
     * @throws IllegalArgumentException if a batch has fewer samples than there are parts
     */
    public BatchSchedule(TrainingSpec training, List<Integer> parts) {
        if (parts.isEmpty() || parts.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "a schedule needs at least 1 sample, not " + (parts.size() == 1 ? parts.get(0) : parts));
        }
        partSizes = parts.stream().mapToInt(Integer::intValue).toArray();
        samples = parts.stream().mapToInt(Integer::intValue).sum();
        batchSize = Math.min(training.batchSize(), samples);
        if (batchSize < partSizes.length) {
            throw new IllegalArgumentException("batches of " + batchSize + " samples cannot hold one of each of "
                    + partSizes.length + " parts of the data");
        }
        seed = training.batchSeed();
        shares = shares();
        long steps = Long.MAX_VALUE;
        for (int part = 0; part < shares.length; part++) {
            steps = Math.min(steps, partSizes[part] / shares[part]);
        }
        stepsPerEpoch = steps;
        permutation = new int[isFullBatch() ? 0 : samples];
    }

    /** Whether every step sees every sample. */
    public boolean isFullBatch() {
        return batchSize == samples;
    }

    /** Samples per step. */
    public int batchSize() {
        return batchSize;
    }

    /** The samples that each batch has of each part. */
    public int[] sharesOfParts() {
        return shares.clone();
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
        int turn = (int) ((step - 1) % stepsPerEpoch);
        int from = 0;
        int to = 0;
        for (int part = 0; part < shares.length; part++) {
            System.arraycopy(permutation, from + turn * shares[part], indices, to, shares[part]);
            from += partSizes[part];
            to += shares[part];
        }
    }

    /** Fisher and Yates, within each part. */
    private void shuffle(long newEpoch) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.BATCHES, newEpoch);
        int first = 0;
        for (int size : partSizes) {
            for (int i = 0; i < size; i++) {
                int j = random.below(i + 1);
                permutation[first + i] = permutation[first + j];
                permutation[first + j] = first + i;
            }
            first += size;
        }
        epoch = newEpoch;
    }

    /** A batch in the proportions of the parts: each sample goes to the part that lacks most, after one for each part. */
    private int[] shares() {
        int[] shares = new int[partSizes.length];
        Arrays.setAll(shares, part -> Math.max(1, (int) ((long) batchSize * partSizes[part] / samples)));
        for (int rest = batchSize - Arrays.stream(shares).sum(); rest != 0; rest -= Integer.signum(rest)) {
            int change = Integer.signum(rest);
            int most = -1;
            double largest = Double.NEGATIVE_INFINITY;
            for (int part = 0; part < shares.length; part++) {
                boolean possible = change > 0 ? shares[part] < partSizes[part] : shares[part] > 1;
                double lack = change * ((double) batchSize * partSizes[part] / samples - shares[part]);
                if (possible && lack > largest) {
                    most = part;
                    largest = lack;
                }
            }
            shares[most] += change;
        }
        return shares;
    }
}
