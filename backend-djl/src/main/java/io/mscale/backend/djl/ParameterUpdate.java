package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's share in the update of the parameters by the sum of some gradients: a part of the first layer and a part of
 * the rest, from the sum to the folded values, so that no thread waits for another in between.
 */
final class ParameterUpdate {

    /** What precedes Adam's call and what follows it, in order. */
    private final List<StepScript.Call> before = new ArrayList<>();

    private final StepScript.Call adam;
    private final List<StepScript.Call> after = new ArrayList<>();

    /**
     * @param owner of what is created
     * @param gradients the gradients; the others are added to the first one
     * @param moments Adam's first and second moments
     * @param firstShares the number of shares of the first layer, at most {@code shares}; 0 if it is frozen
     */
    ParameterUpdate(
            NDManager owner,
            StepScript script,
            FlatParameters parameters,
            FoldedLayer first,
            List<GradientSum> gradients,
            List<FlatParameters> moments,
            int share,
            int firstShares,
            int shares) {
        GradientSum sum = gradients.get(0);
        List<NDArray> sums = new ArrayList<>();
        List<NDArray> terms = new ArrayList<>();
        for (GradientSum other : gradients.subList(1, gradients.size())) {
            sums.addAll(first.cut(sum.first(), share, firstShares));
            terms.addAll(first.cut(other.first(), share, firstShares));
            sums.addAll(sum.parameters().behindFirst(share, shares));
            terms.addAll(other.parameters().behindFirst(share, shares));
        }
        if (!terms.isEmpty()) {
            before.add(script.call(owner, "collect", sums, terms));
        }
        before.addAll(first.unfold(owner, sum, share, firstShares));
        List<List<NDArray>> values = new ArrayList<>();
        for (FlatParameters flat : List.of(parameters, moments.get(0), moments.get(1), sum.parameters())) {
            List<NDArray> ofShare = first.trainable(flat, share, firstShares);
            ofShare.addAll(flat.behindFirst(share, shares));
            values.add(ofShare);
        }
        adam = script.callWith(owner, "adam", values);
        after.addAll(first.fold(owner, share, firstShares));
    }

    /** Takes step {@code step}, counted from 1, and clears the gradients. */
    void run(Adam optimizer, long step) {
        before.forEach(StepScript.Call::run);
        adam.run(
                optimizer.learningRateAt(step) / optimizer.firstMomentCorrection(step),
                1 / Math.sqrt(optimizer.secondMomentCorrection(step)),
                optimizer.beta1(),
                optimizer.beta2(),
                optimizer.epsilon());
        after.forEach(StepScript.Call::run);
    }
}
