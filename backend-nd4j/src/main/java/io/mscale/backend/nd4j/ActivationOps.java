package io.mscale.backend.nd4j;

import io.mscale.api.network.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.same.OneMinus;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/**
 * An activation as native operations. {@link #forward} leaves in z what {@link #backward} needs.
 *
 * <p>The native sine takes three times as long for arguments of some hundreds, which the first layer has, as for those
 * within a period. A {@link #inTurns periodic} first layer therefore gets its arguments in turns, divided by 2 pi: what
 * remains is to subtract the nearest whole number.
 */
final class ActivationOps {

    private final Activation activation;
    private final boolean inTurns;

    private ActivationOps(Activation activation, boolean inTurns) {
        this.activation = activation;
        this.inTurns = inTurns;
    }

    /** For the first hidden layer, where arguments may be large. */
    static ActivationOps ofFirstLayer(Activation activation) {
        return new ActivationOps(
                activation,
                switch (activation) {
                    case SIN, COS, SINCOS -> true;
                    default -> false;
                });
    }

    /** For the other hidden layers. */
    static ActivationOps of(Activation activation) {
        return new ActivationOps(activation, false);
    }

    /** What z is divided by. */
    double unit() {
        return inTurns ? 2 * Math.PI : 1;
    }

    /** Appends h = sigma(z). */
    void forward(Program program, INDArray z, INDArray h) {
        if (inTurns) {
            program.add(new Rint(z, h));
            program.add(new SubOp(z, h, z));
            program.add(new ScalarMultiplication(z, null, z, unit()));
        }
        switch (activation) {
            case IDENTITY -> program.add(new ScalarMultiplication(z, null, h, 1));
            case RELU -> program.add(new RectifiedLinear(z, h, 0));
            case TANH -> program.add(new Tanh(z, h));
            case SIN -> program.add(new Sin(z, h));
            case COS -> program.add(new Cos(z, h));
            case SINCOS -> {
                program.add(new Sin(z, h));
                program.add(new Cos(z, z));
                program.add(new SubOp(z, h, z));
                program.add(new ScalarMultiplication(h, null, h, 2));
                program.add(new AddOp(h, z, h));
                program.add(new ScalarMultiplication(h, null, h, 0.5));
            }
            default -> throw new IllegalArgumentException("no activation " + activation);
        }
    }

    /** Appends {@code dh = dh .* sigma'(z)}. Overwrites z. */
    void backward(Program program, INDArray z, INDArray h, INDArray dh) {
        switch (activation) {
            case IDENTITY -> {
                return;
            }
            case RELU -> program.add(new Step(z, z));
            case TANH -> {
                program.add(new Square(h, z));
                program.add(new OneMinus(z, z));
            }
            case SIN -> program.add(new Cos(z, z));
            case COS -> {
                program.add(new Sin(z, z));
                program.add(new Negative(z, z));
            }
            case SINCOS -> program.add(new ScalarMultiplication(z, null, z, 0.5));
            default -> throw new IllegalArgumentException("no activation " + activation);
        }
        program.add(new MulOp(dh, z, dh));
    }
}
