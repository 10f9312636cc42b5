package io.mscale.backend.nd4j;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam over the trained parameters, with one native operation per range. The library computes
 *
 * <pre>
 * update = rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + eps)
 * </pre>
 *
 * <p>with the powers in the array's precision. With {@code eps = epsilon * sqrt(1 - beta2^t)} that equals PyTorch's
 * form. The bias corrections are computed here in double and included in the rate; the step number passed to the
 * library is so large that its own corrections are 1.
 */
final class AdamStep implements AutoCloseable {

    private final Adam adam;
    private final double largest;
    private final List<AdamRange> ranges = new ArrayList<>();

    AdamStep(Adam adam, ParameterLayout layout, NativeArrays arrays, INDArray parameters, INDArray gradient) {
        this.adam = adam;
        largest = parameters.dataType() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        for (ParameterLayout.Range range : layout.trainable()) {
            ranges.add(new AdamRange(adam, arrays, part(parameters, range), part(gradient, range)));
        }
    }

    private static INDArray part(INDArray vector, ParameterLayout.Range range) {
        return NativeArrays.view(vector, range.from(), 1, range.size());
    }

    /** Clears the moments. */
    void reset() {
        ranges.forEach(AdamRange::reset);
    }

    /** Updates the parameters; steps are counted from 1. Overwrites the gradient. */
    void run(long step) {
        double root = Math.sqrt(adam.secondMomentCorrection(step));
        // The library replaces an infinite rate by a default. The largest finite number diverges, as an infinite one
        // should.
        double rate = Math.min(largest, adam.learningRateAt(step) * root / adam.firstMomentCorrection(step));
        for (AdamRange range : ranges) {
            range.run(rate, adam.epsilon() * root);
        }
    }

    @Override
    public void close() {
        ranges.forEach(AdamRange::close);
    }
}
