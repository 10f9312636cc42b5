package io.mscale.api.training;

/**
 * How the network is trained.
 *
 * @param loss what is minimised
 * @param optimizer how a gradient changes the parameters
 * @param batchSize samples per step; as many as there are, or more, means the whole set each step
 * @param batchSeed seed of the order in which mini-batches visit the samples
 */
public record TrainingSpec(Loss loss, Optimizer optimizer, int batchSize, long batchSeed) {

    public TrainingSpec {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, not " + batchSize);
        }
    }

    /** The optimiser, for a backend that declares no other than Adam; an {@link IllegalStateException} if it is another. */
    public Adam adam() {
        if (optimizer instanceof Adam adam) {
            return adam;
        }
        throw new IllegalStateException("the optimiser is " + optimizer.kind() + ", not " + Optimizer.Kind.ADAM);
    }
}
