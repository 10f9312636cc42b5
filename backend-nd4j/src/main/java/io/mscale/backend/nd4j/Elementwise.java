package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
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
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.same.TimesOneMinus;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/**
 * Appends element-wise operations to a program. The last array argument receives the result and may be one of the
 * operands. The library vectorises all of them except transcendental functions, which call the C library for each
 * element and cost 20 to 400 times as much.
 */
final class Elementwise {

    private final Program program;

    Elementwise(Program program) {
        this.program = program;
    }

    void add(INDArray a, INDArray b, INDArray to) {
        program.add(new AddOp(a, b, to));
    }

    void subtract(INDArray a, INDArray b, INDArray to) {
        program.add(new SubOp(a, b, to));
    }

    void multiply(INDArray a, INDArray b, INDArray to) {
        program.add(new MulOp(a, b, to));
    }

    /** to = factor a + b. */
    void addMultiple(double factor, INDArray a, INDArray b, INDArray to) {
        program.add(new Axpy(a, b, to, factor));
    }

    /** to = a + term. */
    void add(INDArray a, double term, INDArray to) {
        program.add(new ScalarAdd(a, null, to, term));
    }

    /** to = minuend - a. */
    void subtractFrom(double minuend, INDArray a, INDArray to) {
        program.add(new ScalarReverseSubtraction(a, null, to, minuend));
    }

    /** to = factor a. */
    void scale(double factor, INDArray a, INDArray to) {
        program.add(new ScalarMultiplication(a, null, to, factor));
    }

    /** to = max(a, bound). */
    void atLeast(double bound, INDArray a, INDArray to) {
        program.add(new RectifiedLinear(a, to, bound));
    }

    /** to = min(a, bound). */
    void atMost(double bound, INDArray a, INDArray to) {
        program.add(new ScalarMin(a, null, to, bound));
    }

    /** to = a, clamped to [-bound, bound]. */
    void clamp(double bound, INDArray a, INDArray to) {
        atLeast(-bound, a, to);
        atMost(bound, to, to);
    }

    /** to = 1 where a exceeds the threshold, else 0. */
    void isAbove(double threshold, INDArray a, INDArray to) {
        program.add(new Step(a, to, threshold));
    }

    void copy(INDArray a, INDArray to) {
        program.add(new Identity(a, to));
    }

    void set(double value, INDArray to) {
        program.add(new ScalarSet(to, null, to, value));
    }

    void abs(INDArray a, INDArray to) {
        program.add(new Abs(a, to));
    }

    /** to = the sign of a: -1, 0 or 1. */
    void sign(INDArray a, INDArray to) {
        program.add(new Sign(a, to));
    }

    void square(INDArray a, INDArray to) {
        program.add(new Square(a, to));
    }

    /** to = a (1 - a). */
    void timesOneMinus(INDArray a, INDArray to) {
        program.add(new TimesOneMinus(a, to));
    }

    /** to = the integer nearest to a. */
    void round(INDArray a, INDArray to) {
        program.add(new Rint(a, to));
    }

    void sin(INDArray a, INDArray to) {
        program.add(new Sin(a, to));
    }

    void cos(INDArray a, INDArray to) {
        program.add(new Cos(a, to));
    }

    void tanh(INDArray a, INDArray to) {
        program.add(new Tanh(a, to));
    }

    void exp(INDArray a, INDArray to) {
        program.add(new Exp(a, to));
    }

    void erf(INDArray a, INDArray to) {
        program.add(new Erf(a, to));
    }

    void sigmoid(INDArray a, INDArray to) {
        program.add(new Sigmoid(a, to));
    }
}
