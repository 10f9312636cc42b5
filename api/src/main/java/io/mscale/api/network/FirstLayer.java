package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.random.RandomStream;

/** What is trained of the first layer h1 = s0(K .* (W0 x) + b0), and what it starts from where it is not. */
public enum FirstLayer implements Named.Constant {
    /** W0 and b0 are trained, the scales K stay. */
    TRAINED,

    /** W0, b0 and the scales, one number for each block of neurons, are trained. */
    TRAINED_SCALES,

    /**
     * Nothing is trained: random Fourier features (Tancik et al., 2020). In each scale's block the first half of the
     * neurons is sin(2 pi B x), the second half cos(2 pi B x) with the same B, normal with the scale as standard
     * deviation.
     */
    GAUSSIAN_FEATURES,

    /**
     * Nothing is trained: the positional encoding of NeRF (Mildenhall et al., 2020), sin(2^k pi x_c) and cos(2^k pi x_c)
     * for k = 0, 1, ... and each input c. The scales are the powers of two; each scale's block has two neurons an input.
     */
    OCTAVE_FEATURES;

    /** cos z = sin(z + pi/2). */
    private static final double QUARTER_TURN = Math.PI / 2;

    /** Whether the optimiser leaves W0 and b0 as they are. */
    public boolean isFrozen() {
        return this == GAUSSIAN_FEATURES || this == OCTAVE_FEATURES;
    }

    /** Whether the scales are parameters too. */
    public boolean trainsScales() {
        return this == TRAINED_SCALES;
    }

    /** Overwrites W0 and b0, which are zero, in a flat array of parameters; frozen first layers only. */
    void draw(NetworkSpec network, ParameterLayout.Block first, RandomStream random, double[] parameters) {
        int inputs = network.inputs();
        if (this == OCTAVE_FEATURES) {
            for (int neuron = 0; neuron < first.outputs(); neuron++) {
                int input = neuron / 2 % inputs;
                parameters[first.weightOffset() + neuron * inputs + input] = Math.PI;
                parameters[first.biasOffset() + neuron] = neuron % 2 == 0 ? 0 : QUARTER_TURN;
            }
            return;
        }
        int neuron = 0;
        for (int size : network.scaleBlockSizes()) {
            int half = size / 2;
            for (int i = 0; i < half; i++) {
                for (int c = 0; c < inputs; c++) {
                    double frequency = 2 * Math.PI * random.normal();
                    parameters[first.weightOffset() + (neuron + i) * inputs + c] = frequency;
                    parameters[first.weightOffset() + (neuron + half + i) * inputs + c] = frequency;
                }
                parameters[first.biasOffset() + neuron + half + i] = QUARTER_TURN;
            }
            neuron += size;
        }
    }

    /** The first layer with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static FirstLayer named(String id) {
        return Names.parse("first layer", FirstLayer.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
