package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;

/** Which loops compute an activation in single precision. */
final class Float32Activations {

    /** Comparing vectors of two numbers, the JVM makes objects of the results. */
    private static final boolean MASKS = Species.FLOAT32.length() > 2;

    private Float32Activations() {}

    static Float32Activation of(Activation activation) {
        return switch (activation) {
            case SIN -> new Float32Wave(1, 0);
            case COS -> new Float32Wave(1, 0.5);
            case SINCOS -> new Float32Wave(Math.sqrt(0.5), 0.25);
            case IDENTITY -> new Float32Identity();
            case TANH -> new Float32Tanh();
            case S2RELU -> new Float32S2relu();
            case MORLET -> new Float32Morlet();
            case MEXHAT -> new Float32Mexhat();
            case RELU, SRELU, PHI, PSI, GELU, SIGMOID ->
                MASKS ? comparing(activation) : new Float32Reference(activation);
        };
    }

    private static Float32Activation comparing(Activation activation) {
        return switch (activation) {
            case RELU -> new Float32Relu();
            case SRELU -> new Float32Srelu();
            case PHI -> new Float32Phi();
            case PSI -> new Float32Psi();
            case GELU -> new Float32Gelu();
            case SIGMOID -> new Float32Sigmoid();
            default -> throw new IllegalArgumentException(activation + " compares no vectors");
        };
    }
}
