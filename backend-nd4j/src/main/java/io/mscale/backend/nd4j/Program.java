package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fixed sequence of native operations on fixed arrays. Operations and their native contexts are created once, so
 * running the program again allocates no native memory.
 */
final class Program implements AutoCloseable {

    private interface Instruction {
        void run(OpExecutioner executioner);
    }

    private final List<Instruction> instructions = new ArrayList<>();
    private final List<OpContext> contexts = new ArrayList<>();

    /** Appends an element-wise operation. */
    void add(Op op) {
        instructions.add(executioner -> executioner.exec(op));
    }

    /** Appends the operations of another program, which must stay open as long as this one. */
    void add(Program part) {
        instructions.addAll(part.instructions);
    }

    /** Appends {@code c = alpha op(a) op(b) + beta c}; c is updated in place. */
    void addProduct(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, double alpha, double beta) {
        MMulTranspose transpose = MMulTranspose.builder()
                .transposeA(transposeA)
                .transposeB(transposeB)
                .build();
        add(new Mmul(a, b, c, alpha, beta, transpose));
    }

    /** Appends an operation. */
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

    /** Runs all operations. */
    void run() {
        OpExecutioner executioner = Nd4j.getExecutioner();
        for (int i = 0; i < instructions.size(); i++) {
            instructions.get(i).run(executioner);
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
