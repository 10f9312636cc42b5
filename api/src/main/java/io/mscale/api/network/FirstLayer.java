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
     * neurons is sin(2 pi B u), the second half cos(2 pi B u) with the same B, normal with the scale as standard
     * deviation; u is the input scaled to [-1, 1] as {@link InputRange} says.
     */
    GAUSSIAN_FEATURES,

    /**
     * Nothing is trained: the positional encoding of NeRF (Mildenhall et al., 2020), sin(2^k pi u_c) and cos(2^k pi u_c)
     * for k = 0, 1, ... and each input c, where u is the input scaled to [-1, 1] as {@link InputRange} says. The scales
     * are the powers of two; each scale's block has two neurons an input.
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

    /**
     * Overwrites W0 and b0, which are zero, in a flat array of parameters; frozen first layers only. The scaling of the
     * inputs is linear, so W0 and b0 hold it: a w.u = a (w / halfWidth).x - a (w / halfWidth).centre.
     */
    void draw(
            NetworkSpec network,
            InputRange range,
            ParameterLayout.Block first,
            RandomStream random,
            double[] parameters) {
        int inputs = network.inputs();
        double[] scales = network.scalePerNeuron();
        if (this == OCTAVE_FEATURES) {
            for (int neuron = 0; neuron < first.outputs(); neuron++) {
                double[] turns = new double[inputs];
                turns[neuron / 2 % inputs] = Math.PI;
                set(turns, scales[neuron], neuron % 2 == 0 ? 0 : QUARTER_TURN, range, first, neuron, parameters);
            }
            return;
        }
        int neuron = 0;
        for (int size : network.scaleBlockSizes()) {
            int half = size / 2;
            for (int i = 0; i < half; i++) {
                double[] turns = new double[inputs];
                for (int c = 0; c < inputs; c++) {
                    turns[c] = 2 * Math.PI * random.normal();
                }
                set(turns, scales[neuron + i], 0, range, first, neuron + i, parameters);
                set(turns, scales[neuron + i], QUARTER_TURN, range, first, neuron + half + i, parameters);
            }
            neuron += size;
        }
    }

    /** Writes one neuron's row of W0 and b0, so that its argument is scale turns.u + phase. */
    private static void set(
            double[] turns,
            double scale,
            double phase,
            InputRange range,
            ParameterLayout.Block first,
            int neuron,
            double[] parameters) {
        double atCentre = 0;
        for (int c = 0; c < turns.length; c++) {
            double weight = turns[c] / range.halfWidth(c);
            parameters[first.weightOffset() + neuron * turns.length + c] = weight;
            atCentre += weight * range.centre(c);
        }
        parameters[first.biasOffset() + neuron] = phase - scale * atCentre;
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
