package io.mscale.api.network;

/**
 * Second and third derivatives of the activations, piece by piece; where one jumps, its value from the left. They are those
 * of the pieces: the peaks that they would have where a lower derivative jumps do not count.
 */
final class HigherDerivatives {

    private static final double TURN = 2 * Math.PI;
    private static final double WAVE = 1.75;

    private HigherDerivatives() {}

    static double second(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY, RELU, PSI -> 0;
            case TANH -> -2 * Math.tanh(x) * sechSquared(x);
            case SIN -> -Math.sin(x);
            case COS -> -Math.cos(x);
            case SINCOS -> -0.5 * (Math.sin(x) + Math.cos(x));
            case SRELU -> x > 0 && x <= 1 ? -2 : 0;
            case S2RELU ->
                x > 0 && x <= 1
                        ? -(TURN * TURN * x * (1 - x) + 2) * Math.sin(TURN * x)
                                + 2 * TURN * (1 - 2 * x) * Math.cos(TURN * x)
                        : 0;
            case PHI -> x > 0 && x <= 3 ? (x > 1 && x <= 2 ? -4 : 2) : 0;
            case MORLET ->
                bell(x) * ((x * x - 1 - WAVE * WAVE) * Math.cos(WAVE * x) + 2 * WAVE * x * Math.sin(WAVE * x));
            case MEXHAT -> -bell(x) * ((x * x - 6) * x * x + 3);
            case GELU -> (2 - x * x) * normalDensity(x);
            case SIGMOID -> logisticSlope(x) * -Math.tanh(x / 2);
        };
    }

    static double third(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY, RELU, PSI, SRELU, PHI -> 0;
            case TANH -> sechSquared(x) * (4 - 6 * sechSquared(x));
            case SIN -> -Math.cos(x);
            case COS -> Math.sin(x);
            case SINCOS -> 0.5 * (Math.sin(x) - Math.cos(x));
            case S2RELU ->
                x > 0 && x <= 1
                        ? -TURN * (TURN * TURN * x * (1 - x) + 6) * Math.cos(TURN * x)
                                - 3 * TURN * TURN * (1 - 2 * x) * Math.sin(TURN * x)
                        : 0;
            case MORLET ->
                bell(x)
                        * (WAVE * (WAVE * WAVE - 3 * (x * x - 1)) * Math.sin(WAVE * x)
                                + x * (3 * WAVE * WAVE + 3 - x * x) * Math.cos(WAVE * x));
            case MEXHAT -> bell(x) * x * ((x * x - 10) * x * x + 15);
            case GELU -> x * (x * x - 4) * normalDensity(x);
            case SIGMOID -> logisticSlope(x) * (1 - 6 * logisticSlope(x));
        };
    }

    /** 1 - tanh(x)^2. */
    private static double sechSquared(double x) {
        return 1 - Math.tanh(x) * Math.tanh(x);
    }

    private static double bell(double x) {
        return Math.exp(-x * x / 2);
    }

    private static double normalDensity(double x) {
        return bell(x) / Math.sqrt(TURN);
    }

    private static double logisticSlope(double x) {
        return 1 / (2 + Math.exp(x) + Math.exp(-x));
    }
}
