package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseSubtraction;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSet;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fixed sequence of native operations on fixed arrays. Operations and their native contexts are created once, so
 * running the program again allocates no native memory. Of the methods that append an element-wise operation, the last
 * argument receives the result and may be one of the operands.
 */
final class Program implements AutoCloseable {

    private final List<Consumer<OpExecutioner>> instructions = new ArrayList<>();
    private final List<OpContext> contexts = new ArrayList<>();

    void add(Op op) {
        instructions.add(executioner -> executioner.exec(op));
    }

    void add(CustomOp op) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(op.inputArguments());
        context.setOutputArrays(op.outputArguments());
        context.setIArguments(op.iArgs());
        context.setTArguments(op.tArgs());
        context.setBArguments(op.bArgs());
        contexts.add(context);
        instructions.add(executioner -> executioner.exec(op, context));
    }

    /** Appends the operations of another program, which must stay open as long as this one. */
    void add(Program part) {
        instructions.addAll(part.instructions);
    }

    /** Appends {@code c = alpha op(a) op(b) + beta c}; c is updated in place. */
    void addProduct(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, double alpha, double beta) {
        add(new Mmul(a, b, c, alpha, beta, new MMulTranspose(transposeA, transposeB, false)));
    }

    void add(INDArray a, INDArray b, INDArray to) {
        add(new AddOp(a, b, to));
    }

    void subtract(INDArray a, INDArray b, INDArray to) {
        add(new SubOp(a, b, to));
    }

    void multiply(INDArray a, INDArray b, INDArray to) {
        add(new MulOp(a, b, to));
    }

    /** to = factor a + b. */
    void addMultiple(double factor, INDArray a, INDArray b, INDArray to) {
        add(new Axpy(a, b, to, factor));
    }

    void add(INDArray a, double term, INDArray to) {
        add(new ScalarAdd(a, null, to, term));
    }

    /** to = (a - term)^2. */
    void squareDifference(INDArray a, double term, INDArray to) {
        add(new SquaredDifference(a, to, term));
    }

    /** to = minuend - a. */
    void subtractFrom(double minuend, INDArray a, INDArray to) {
        add(new ScalarReverseSubtraction(a, null, to, minuend));
    }

    void scale(double factor, INDArray a, INDArray to) {
        add(new ScalarMultiplication(a, null, to, factor));
    }

    /** to = a, clamped to [least, most]. */
    void clamp(double least, double most, INDArray a, INDArray to) {
        atLeast(least, a, to);
        add(new ScalarMin(to, null, to, most));
    }

    /** to = max(a, bound). */
    void atLeast(double bound, INDArray a, INDArray to) {
        add(new RectifiedLinear(a, to, bound));
    }

    /** to = 1 where a exceeds the threshold, else 0. */
    void isAbove(double threshold, INDArray a, INDArray to) {
        add(new Step(a, to, threshold));
    }

    void set(double value, INDArray to) {
        add(new ScalarSet(to, null, to, value));
    }

    /** Runs all operations. */
    void run() {
        OpExecutioner executioner = Nd4j.getExecutioner();
        for (int i = 0; i < instructions.size(); i++) {
            instructions.get(i).accept(executioner);
        }
    }

    @Override
    public void close() {
        instructions.clear();
        contexts.forEach(Program::closeQuietly);
        contexts.clear();
    }

    static void closeQuietly(OpContext context) {
        try {
            context.close();
        } catch (Exception e) {
            throw new IllegalStateException("a native context cannot be freed", e);
        }
    }
}
