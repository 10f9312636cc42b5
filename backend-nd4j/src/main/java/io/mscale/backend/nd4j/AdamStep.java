package io.mscale.backend.nd4j;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam over all parameters as one native operation. The library computes
 *
 * <pre>
 * update = rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + eps)
 * </pre>
 *
 * with the powers in the array's precision. With {@code eps = epsilon * sqrt(1 - beta2^t)} that is PyTorch's form. The
 * bias corrections are computed here, in double, and given in the rate; the library is told of a step so late that its
 * own corrections are 1.
 */
final class AdamStep implements AutoCloseable {

    /** beta^t is 0 in double for every beta up to 1 - 1e-6. */
    private static final int LATE = 1 << 30;

    private final Adam adam;
    private final double largest;
    private final INDArray firstMoment;
    private final INDArray secondMoment;
    private final AdamUpdater updater;
    private final OpContext context;
    private final Program subtraction = new Program();

    AdamStep(Adam adam, ParameterLayout layout, NativeArrays arrays, INDArray parameters, INDArray gradient) {
        this.adam = adam;
        largest = parameters.dataType() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        firstMoment = arrays.zeros(1, layout.size());
        secondMoment = arrays.zeros(1, layout.size());
        updater = new AdamUpdater(
                gradient, secondMoment, firstMoment, 1, adam.beta1(), adam.beta2(), adam.epsilon(), LATE);
        context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(updater.inputArguments());
        context.setOutputArrays(updater.outputArguments());
        context.setIArguments(updater.iArgs());
        subtraction.add(new SubOp(parameters, gradient, parameters));
    }

    /** Forgets the moments. */
    void reset() {
        firstMoment.assign(0);
        secondMoment.assign(0);
    }

    /** Updates the parameters; step is counted from 1. The gradient is overwritten. */
    void run(long step) {
        double root = Math.sqrt(adam.secondMomentCorrection(step));
        // The library takes an infinite rate for a mistake and uses another: the largest number diverges as it should.
        double rate = Math.min(largest, adam.learningRateAt(step) * root / adam.firstMomentCorrection(step));
        context.setTArguments(rate, adam.beta1(), adam.beta2(), adam.epsilon() * root);
        Nd4j.getExecutioner().exec(updater, context);
        subtraction.run();
    }

    @Override
    public void close() {
        subtraction.close();
        Program.closeQuietly(context);
    }
}
