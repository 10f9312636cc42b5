package io.mscale.tasks;

import io.mscale.api.random.RandomStream;

/** The samples of a data set in random order; training and test sets are taken from its two ends. */
final class RandomOrder {

    private RandomOrder() {}

    /** Returns a permutation of 0, ..., {@code size} - 1 (Fisher-Yates shuffle). */
    static int[] of(int size, RandomStream random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
