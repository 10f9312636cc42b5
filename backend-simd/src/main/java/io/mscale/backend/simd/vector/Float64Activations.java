package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;

/** Which loops compute an activation in double precision. */
final class Float64Activations {

    private Float64Activations() {}

    static Float64Activation of(Activation activation) {
        return switch (activation) {
            case SIN -> new Float64Wave(1, 0);
            case COS -> new Float64Wave(1, 0.5);
            case SINCOS -> new Float64Wave(Math.sqrt(0.5), 0.25);
            case IDENTITY -> new Float64Identity();
            case RELU -> new Float64Relu();
            case SRELU -> new Float64Srelu();
            case PHI -> new Float64Phi();
            case PSI -> new Float64Psi();
            default -> new Float64Reference(activation);
        };
    }
}
