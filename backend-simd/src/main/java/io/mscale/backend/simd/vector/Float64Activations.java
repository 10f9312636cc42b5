package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;

/** Which loops compute an activation in double precision. */
final class Float64Activations {

    /** Comparing vectors of two numbers, the JVM makes objects of the results. */
    private static final boolean MASKS = Species.FLOAT64.length() > 2;

    private Float64Activations() {}

    static Float64Activation of(Activation activation) {
        return switch (activation) {
            case SIN -> new Float64Wave(1, 0);
            case COS -> new Float64Wave(1, 0.5);
            case SINCOS -> new Float64Wave(Math.sqrt(0.5), 0.25);
            case IDENTITY -> new Float64Identity();
            case RELU -> MASKS ? new Float64Relu() : new Float64Reference(activation);
            case SRELU -> MASKS ? new Float64Srelu() : new Float64Reference(activation);
            case PHI -> MASKS ? new Float64Phi() : new Float64Reference(activation);
            case PSI -> MASKS ? new Float64Psi() : new Float64Reference(activation);
            default -> new Float64Reference(activation);
        };
    }
}
