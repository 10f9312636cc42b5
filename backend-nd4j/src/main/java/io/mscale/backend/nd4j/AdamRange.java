package io.mscale.backend.nd4j;

import io.mscale.api.training.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/** Adam's moments and update for a contiguous range of parameters; see {@link AdamStep}. */
final class AdamRange implements AutoCloseable {

    /** A step number for which beta^t underflows to 0 in double, for every beta up to 1 - 1e-6. */
    private static final int LATE = 1 << 30;

    private final Adam adam;
    private final INDArray firstMoment;
    private final INDArray secondMoment;
    private final AdamUpdater updater;
    private final OpContext context;
    private final Program subtraction = new Program();

    /** Creates the moments for these parameters and their gradient, both [1 x any number]. */
    AdamRange(Adam adam, NativeArrays arrays, INDArray parameters, INDArray gradient) {
        this.adam = adam;
        firstMoment = arrays.zeros(1, gradient.length());
        secondMoment = arrays.zeros(1, gradient.length());
        updater = new AdamUpdater(
                gradient, secondMoment, firstMoment, 1, adam.beta1(), adam.beta2(), adam.epsilon(), LATE);
        context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(updater.inputArguments());
        context.setOutputArrays(updater.outputArguments());
        context.setIArguments(updater.iArgs());
        subtraction.add(new SubOp(parameters, gradient, parameters));
    }

    /** Clears the moments. */
    void reset() {
        firstMoment.assign(0);
        secondMoment.assign(0);
    }

    /** Updates the parameters with the given rate and epsilon in the library's form. Overwrites the gradient. */
    void run(double rate, double epsilon) {
        context.setTArguments(rate, adam.beta1(), adam.beta2(), epsilon);
        Nd4j.getExecutioner().exec(updater, context);
        subtraction.run();
    }

    @Override
    public void close() {
        subtraction.close();
        Program.closeQuietly(context);
    }
}
