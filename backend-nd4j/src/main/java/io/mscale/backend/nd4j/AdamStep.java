package io.mscale.backend.nd4j;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import io.mscale.backend.nd4j.NativeArrays.HostCopy;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam over the trained parameters, which are one range of the vector. The library computes
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

    /** A step number for which beta^t underflows to 0 in double, for every beta up to 1 - 1e-6. */
    private static final int LATE = 1 << 30;

    private final Adam adam;
    private final double largest;
    private final NativeLayout layout;
    private final ParameterLayout.Range trained;
    private final INDArray firstMoment;
    private final INDArray secondMoment;
    private final AdamUpdater updater;
    private final OpContext context;
    private final Program subtraction = new Program();

    AdamStep(Adam adam, NativeLayout layout, NativeArrays arrays, INDArray parameters, INDArray gradient) {
        this.adam = adam;
        largest = parameters.dataType() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        this.layout = layout;
        List<ParameterLayout.Range> trainable = layout.flat().trainable();
        if (trainable.size() != 1) {
            throw new IllegalArgumentException("the trained parameters are not one range: " + trainable);
        }
        trained = trainable.get(0);
        INDArray values = NativeArrays.view(parameters, trained.from(), 1, trained.size());
        INDArray update = NativeArrays.view(gradient, trained.from(), 1, trained.size());
        firstMoment = arrays.zeros(1, trained.size());
        secondMoment = arrays.zeros(1, trained.size());
        updater =
                new AdamUpdater(update, secondMoment, firstMoment, 1, adam.beta1(), adam.beta2(), adam.epsilon(), LATE);
        context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(updater.inputArguments());
        context.setOutputArrays(updater.outputArguments());
        context.setIArguments(updater.iArgs());
        subtraction.subtract(values, update, values);
    }

    /** Clears the moments. */
    void reset() {
        firstMoment.assign(0);
        secondMoment.assign(0);
    }

    /** Sets the moments from arrays in the flat layout. */
    void load(double[] first, double[] second) {
        load(first, firstMoment);
        load(second, secondMoment);
    }

    /** Copies the moments to arrays in the flat layout. */
    void store(double[] first, double[] second) {
        store(firstMoment, first);
        store(secondMoment, second);
    }

    private void load(double[] flat, INDArray moment) {
        HostCopy values = new HostCopy(moment, trained.size());
        int[] places = layout.places();
        for (int i = trained.from(); i < trained.to(); i++) {
            values.set(places[i] - trained.from(), flat[i]);
        }
        values.copy();
    }

    private void store(INDArray moment, double[] flat) {
        double[] values = moment.data().asDouble();
        int[] places = layout.places();
        for (int i = trained.from(); i < trained.to(); i++) {
            flat[i] = values[places[i] - trained.from()];
        }
    }

    /** Updates the parameters; steps are counted from 1. Overwrites the gradient. */
    void run(long step) {
        double root = Math.sqrt(adam.secondMomentCorrection(step));
        // The library replaces an infinite rate by a default. The largest finite number diverges, as an infinite one
        // should.
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
