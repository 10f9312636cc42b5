package io.mscale.reference;

import io.mscale.api.MscaleModel;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds models that return from {@link MscaleModel#train} before their device has finished: no clock of the caller's
 * sees that work. It shows when the parameters are read, which has to wait for it. So the parameters are read right after
 * a block of steps, and after another block that was given time to finish: what the first reading takes longer than the
 * second is work that was left over.
 */
public final class UnfinishedWork {

    /** The longer of the blocks lasts at least this long, with what is left over. */
    private static final double BLOCK_SECONDS = 0.05;

    /** No step is so short that more are needed, unless a model skips them. */
    private static final int MOST_STEPS = 1 << 14;

    /** Less is noise. */
    private static final double LEAST_SECONDS = 0.005;

    /** The share of a block's time that may be left over. */
    private static final double ALLOWED_SHARE = 0.2;

    /** A neighbour on the machine can delay one reading, but hardly always the one without a rest. */
    private static final int TRIES = 4;

    private UnfinishedWork() {}

    /**
     * Trains some blocks.
     *
     * @param model with data and parameters
     * @return the problem; empty if the work was finished on return at least once
     */
    public static Optional<String> problem(MscaleModel model) {
        model.parameters();
        int steps = 1;
        Block block = Block.of(model, steps, 0);
        Optional<String> problem = problem(model, block);
        while (problem.isEmpty() && block.seconds() < BLOCK_SECONDS && steps < MOST_STEPS) {
            steps *= 2;
            block = Block.of(model, steps, 0);
        }
        return problem.isPresent() || steps == 1 ? problem : problem(model, block);
    }

    /** Looks closer at a block whose parameters took long to read. */
    private static Optional<String> problem(MscaleModel model, Block first) {
        Block block = first;
        double left = 0;
        for (int i = 0; i < TRIES; i++) {
            if (!block.isSlowToRead(0)) {
                return Optional.empty();
            }
            Block rested = Block.of(model, block.steps(), 2 * block.seconds());
            if (!block.isSlowToRead(rested.read())) {
                return Optional.empty();
            }
            left = block.read() - rested.read();
            block = i < TRIES - 1 ? Block.of(model, block.steps(), 0) : block;
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "train returns before its work is done: %d steps returned after %.4f s, and reading the parameters"
                        + " waited another %.4f s for them; it must wait for its device",
                block.steps(),
                block.train(),
                left));
    }

    /**
     * Steps in one call, then perhaps a rest, then a reading of the parameters.
     *
     * @param train seconds until the call returned
     * @param read seconds that the reading took
     */
    private record Block(int steps, double train, double read) {

        static Block of(MscaleModel model, int steps, double rest) {
            long start = System.nanoTime();
            model.train(steps);
            double train = (System.nanoTime() - start) / 1e9;
            sleep(rest);
            long trained = System.nanoTime();
            model.parameters();
            return new Block(steps, train, (System.nanoTime() - trained) / 1e9);
        }

        private static void sleep(double seconds) {
            try {
                Thread.sleep((long) (1000 * seconds));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        double seconds() {
            return train + read;
        }

        /** Whether the reading took longer than it needs by more than noise. */
        boolean isSlowToRead(double needed) {
            return read - needed > LEAST_SECONDS && read - needed > ALLOWED_SHARE * seconds();
        }
    }
}
