package io.mscale.tasks;

import io.mscale.api.option.Numbers;
import io.mscale.api.random.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which rows of a table are for testing only.
 *
 * @param kind how they are chosen
 * @param every for {@link Kind#EVERY} the distance from one test row to the next
 */
record RowSplit(Kind kind, int every) {

    enum Kind {
        /** Drawn by the seed. */
        RANDOM,
        /** The last rows in the order of the first input; rows with the same value stay in the order of the file. */
        BLOCK,
        /** Rows {@code every}, 2 {@code every}, ... of the file, counted from 1. */
        EVERY
    }

    private static final String EVERY = "every:";

    /** Reads {@code random}, {@code block} or {@code every:N}. */
    static RowSplit parse(String text) {
        if (text.equals("random")) {
            return new RowSplit(Kind.RANDOM, 0);
        }
        if (text.equals("block")) {
            return new RowSplit(Kind.BLOCK, 0);
        }
        if (text.startsWith(EVERY)) {
            return new RowSplit(
                    Kind.EVERY, (int) Numbers.wholeNumber(text.substring(EVERY.length()), 2, Integer.MAX_VALUE));
        }
        throw new IllegalArgumentException("'" + text + "' is none of random, block and every:N, as in every:5");
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (kind) {
            case RANDOM -> "random";
            case BLOCK -> "block";
            case EVERY -> EVERY + every;
        };
    }

    /** In words. */
    String words(String firstInput) {
        return switch (kind) {
            case RANDOM -> "any, drawn by the seed";
            case BLOCK -> "those with the largest '" + firstInput + "'";
            case EVERY -> "rows " + every + ", " + 2 * every + ", ... of the file";
        };
    }

    /**
     * How many rows are for testing unless the user says so.
     *
     * @param share the share of them, unless the split decides it
     * @throws IllegalArgumentException if none would be
     */
    int defaultTestRows(int rows, double share) {
        if (kind == Kind.EVERY && every > rows) {
            throw new IllegalArgumentException("'" + this + "' leaves no row to test with; there are " + rows);
        }
        return kind == Kind.EVERY ? rows / every : (int) Math.max(1, Math.min(rows - 1, Math.round(share * rows)));
    }

    /**
     * How many rows are kept from training where {@code size} are tested with: as many, unless the split decides it.
     *
     * @param decided how many the split decides
     * @throws IllegalArgumentException if those are fewer
     */
    int testRows(int size, int decided) {
        if (kind == Kind.EVERY && size > decided) {
            throw new IllegalArgumentException(
                    "the split '" + this + "' has " + decided + " rows to test with, not " + size);
        }
        return kind == Kind.EVERY ? decided : size;
    }

    /**
     * All rows: first those to train on, then those to test with, each in random order.
     *
     * @param firstInput the first input of each row
     */
    int[] order(double[] firstInput, int testRows, long seed) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.TRAINING_POINTS);
        int rows = firstInput.length;
        int[] order = IntStream.range(0, rows).toArray();
        switch (kind) {
            case RANDOM -> BuiltInTask.shuffle(order, 0, rows, random);
            case BLOCK -> {
                order = IntStream.of(order)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> firstInput[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                BuiltInTask.shuffle(order, 0, rows - testRows, random);
                BuiltInTask.shuffle(order, rows - testRows, rows, random);
            }
            case EVERY -> {
                int[] training =
                        Arrays.stream(order).filter(row -> !isTest(row)).toArray();
                int[] test = Arrays.stream(order).filter(this::isTest).toArray();
                BuiltInTask.shuffle(training, 0, training.length, random);
                BuiltInTask.shuffle(test, 0, test.length, random);
                order = IntStream.concat(IntStream.of(training), IntStream.of(test))
                        .toArray();
            }
        }
        return order;
    }

    private boolean isTest(int row) {
        return (row + 1) % every == 0;
    }
}
