package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds models that return from {@link MscaleModel#train} before their device has finished: no clock of the caller's
 * sees that work. It shows when the parameters are read, which has to wait for it. So the parameters are read twice after
 * a block of steps: what the first reading takes longer than the second is work that was left over.
 */
final class UnfinishedWork {

    /** Blocks last at least this long, with what is left over. */
    private static final double BLOCK_SECONDS = 0.05;

    /** No step is so short that more are needed, unless a model skips them. */
    private static final int MOST_STEPS = 1 << 14;

    /** Less is noise. */
    private static final double LEAST_SECONDS = 0.005;

    /** The share of a block's time that may be left over. */
    private static final double ALLOWED_SHARE = 0.2;

    /** A neighbour on the machine can delay one reading, but hardly always the first of two. */
    private static final int TRIES = 5;

    private UnfinishedWork() {}

    /**
     * Trains some blocks.
     *
     * @return the problem; empty if the work was finished on return at least once
     */
    static Optional<String> problem(MscaleModel model) {
        model.parameters();
        Block least = least(model, 1);
        int steps = 1;
        while (!least.isUnfinished() && least.seconds() < BLOCK_SECONDS && steps < MOST_STEPS) {
            steps *= 2;
            least = least(model, steps);
        }
        return least.isUnfinished()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "train returns before its work is done: %d steps returned after %.4f s, and reading the"
                                + " parameters waited another %.4f s for them; it must wait for its device",
                        least.steps(),
                        least.train(),
                        least.left()))
                : Optional.empty();
    }

    /** The block with the least work left over, of as many as it takes to find one with none. */
    private static Block least(MscaleModel model, int steps) {
        Block least = Block.of(model, steps);
        for (int i = 1; i < TRIES && least.isUnfinished(); i++) {
            Block next = Block.of(model, steps);
            least = next.left() < least.left() ? next : least;
        }
        return least;
    }

    /**
     * Steps in one call.
     *
     * @param train seconds until the call returned
     * @param left seconds that the first reading of the parameters took longer than the second
     */
    private record Block(int steps, double train, double left) {

        static Block of(MscaleModel model, int steps) {
            long start = System.nanoTime();
            model.train(steps);
            long trained = System.nanoTime();
            model.parameters();
            long read = System.nanoTime();
            model.parameters();
            long readAgain = System.nanoTime();
            return new Block(steps, (trained - start) / 1e9, (read - trained - (readAgain - read)) / 1e9);
        }

        double seconds() {
            return train + Math.max(0, left);
        }

        boolean isUnfinished() {
            return left > LEAST_SECONDS && left > ALLOWED_SHARE * seconds();
        }
    }
}
