package io.mscale.backend.cuda;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import java.util.Arrays;

/** The codes by which the kernels identify activations: the enum ActivationCode of activations.h. */
final class ActivationCodes {

    private ActivationCodes() {}

    static byte of(Activation activation) {
        return switch (activation) {
            case IDENTITY -> 0;
            case RELU -> 1;
            case TANH -> 2;
            case SIN -> 3;
            case COS -> 4;
            case SINCOS -> 5;
            case SRELU -> 6;
            case S2RELU -> 7;
            case PHI -> 8;
            case PSI -> 9;
            case MORLET -> 10;
            case MEXHAT -> 11;
            case GELU -> 12;
            case SIGMOID -> 13;
        };
    }

    /** Returns the code of each neuron of hidden layer {@code layer}, counted from 0. */
    static byte[] ofLayer(NetworkSpec network, int layer, int neurons) {
        byte[] codes = new byte[neurons];
        for (ActivationRun run : network.activationRuns(layer)) {
            Arrays.fill(codes, run.from(), run.to(), of(run.activation()));
        }
        return codes;
    }
}
