package io.mscale.tasks;

import io.mscale.api.random.RandomStream;

/** The samples of a data set in a random order, from which training and test sets are cut. */
final class RandomOrder {

    private RandomOrder() {}

    /** A permutation of 0, ..., {@code size} - 1 (Fisher and Yates). */
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
