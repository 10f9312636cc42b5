package io.mscale.api.network;

import io.mscale.api.option.Names;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function, applied to each element on its own. The formulas, in double precision, are the reference for every
 * backend's own code. As an {@link ActivationPattern} it is the one that all neurons of a layer compute.
 */
public enum Activation implements ActivationPattern {
    IDENTITY("identity", "x", x -> x, x -> 1),
    RELU("relu", "max(x, 0)", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0),
    TANH("tanh", "tanh x", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x)),
    SIN("sin", "sin x", Math::sin, Math::cos),
    COS("cos", "cos x", Math::cos, x -> -Math.sin(x)),
    SINCOS(
            "sincos",
            "0.5 (sin x + cos x)",
            x -> 0.5 * (Math.sin(x) + Math.cos(x)),
            x -> 0.5 * (Math.cos(x) - Math.sin(x))),
    SRELU("srelu", "x (1 - x) on [0, 1], else 0", CompactSupport::srelu, CompactSupport::sreluSlope),
    S2RELU("s2relu", "sin(2 pi x) x (1 - x) on [0, 1], else 0", CompactSupport::s2relu, CompactSupport::s2reluSlope),
    PHI("phi", "quadratic B-spline on [0, 3]", CompactSupport::phi, CompactSupport::phiSlope),
    PSI("psi", "linear spline wavelet on [0, 3]", CompactSupport::psi, CompactSupport::psiSlope),
    MORLET(
            "morlet",
            "cos(1.75 x) exp(-x^2 / 2)",
            x -> Math.cos(1.75 * x) * Math.exp(-x * x / 2),
            x -> -(1.75 * Math.sin(1.75 * x) + x * Math.cos(1.75 * x)) * Math.exp(-x * x / 2)),
    MEXHAT(
            "mexhat",
            "(1 - x^2) exp(-x^2 / 2)",
            x -> (1 - x * x) * Math.exp(-x * x / 2),
            x -> (x * x - 3) * x * Math.exp(-x * x / 2)),
    GELU(
            "gelu",
            "x times the normal distribution function of x",
            x -> x * NormalDistribution.cumulative(x),
            x -> NormalDistribution.cumulative(x) + x * NormalDistribution.density(x)),
    SIGMOID("sigmoid", "1 / (1 + exp(-x))", Activation::logistic, x -> logistic(x) * logistic(-x));

    private final String id;
    private final String description;
    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator derivative;

    Activation(String id, String description, DoubleUnaryOperator function, DoubleUnaryOperator derivative) {
        this.id = id;
        this.description = description;
        this.function = function;
        this.derivative = derivative;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Activation> parts() {
        return List.of(this);
    }

    /** The value at x. */
    public double value(double x) {
        return function.applyAsDouble(x);
    }

    /** The derivative at x; where it jumps (relu at 0, psi at multiples of 1/2), the value from the left. */
    public double derivative(double x) {
        return derivative.applyAsDouble(x);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * The activation with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Activation named(String id) {
        return Names.parse("activation", Activation.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
