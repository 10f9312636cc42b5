package io.mscale.backend.nd4j;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation as a sequence of native operations. */
@FunctionalInterface
interface ActivationOps {

    /** Those that take their arguments in turns. */
    Set<ActivationPattern> PERIODIC = Set.of(Activation.SIN, Activation.COS, Activation.SINCOS);

    /**
     * The arrays an activation operates on, all of the same length.
     *
     * @param z the arguments
     * @param h receives the values
     * @param a scratch, as are b and c
     */
    record Block(INDArray z, INDArray h, INDArray a, INDArray b, INDArray c) {}

    /** Appends {@code h = s(z)}, then {@code z = s'(z)}. */
    void append(Elementwise ops, Block block);

    /** Returns the operations of an elementary activation. If it {@link #isPeriodic}, its arguments are in turns. */
    static ActivationOps of(Activation activation, Precision precision) {
        SineAndCosine circle = SineAndCosine.in(precision);
        return switch (activation) {
            case IDENTITY ->
                (ops, block) -> {
                    ops.copy(block.z(), block.h());
                    ops.set(1, block.z());
                };
            case RELU ->
                (ops, block) -> {
                    ops.atLeast(0, block.z(), block.h());
                    ops.isAbove(0, block.z(), block.z());
                };
            case TANH ->
                (ops, block) -> {
                    ops.tanh(block.z(), block.h());
                    ops.square(block.h(), block.z());
                    ops.subtractFrom(1, block.z(), block.z());
                };
            case SIGMOID ->
                (ops, block) -> {
                    ops.sigmoid(block.z(), block.h());
                    ops.timesOneMinus(block.h(), block.z());
                };
            case SIN -> (ops, block) -> circle.append(ops, block.z(), block.h(), block.a());
            case COS -> new Periodic(circle)::cos;
            case SINCOS -> new Periodic(circle)::sincos;
            case SRELU -> CompactSupport::srelu;
            case S2RELU -> new Modulated(circle)::s2relu;
            case PHI -> CompactSupport::phi;
            case PSI -> CompactSupport::psi;
            case MORLET -> new Modulated(circle)::morlet;
            case MEXHAT -> Gaussian::mexhat;
            case GELU -> Gaussian::gelu;
        };
    }

    /**
     * Returns whether arguments are in turns, that is divided by 2 pi. Range reduction is then a subtraction of an
     * integer.
     */
    static boolean isPeriodic(ActivationPattern activation) {
        return PERIODIC.contains(activation);
    }
}
