package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function, applied to each element alone. The formulas here, in double, are the reference that every
 * backend's own code is held against.
 */
public enum Activation implements Named {
    IDENTITY("identity", "x", x -> x, x -> 1),
    RELU("relu", "max(x, 0)", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0),
    TANH("tanh", "tanh x", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x)),
    SIN("sin", "sin x", Math::sin, Math::cos),
    COS("cos", "cos x", Math::cos, x -> -Math.sin(x)),
    SINCOS(
            "sincos",
            "0.5 (sin x + cos x)",
            x -> 0.5 * (Math.sin(x) + Math.cos(x)),
            x -> 0.5 * (Math.cos(x) - Math.sin(x)));

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

    /** The formula, for {@code list activations}. */
    public String description() {
        return description;
    }

    /** The value at x. */
    public double value(double x) {
        return function.applyAsDouble(x);
    }

    /** The derivative at x; where it jumps (relu at 0), the value from the left. */
    public double derivative(double x) {
        return derivative.applyAsDouble(x);
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
