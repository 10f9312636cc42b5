package io.mscale.api.network;

import java.util.List;

/** Networks that several tests use. */
public final class Networks {

    private Networks() {}

    /** A single-scale network with sin in the first layer and relu in the others. */
    public static NetworkSpec plain(int inputs, List<Integer> hiddenWidths, int outputs) {
        return new NetworkSpec(
                Structure.DENSE, inputs, hiddenWidths, outputs, Scales.one(), Activation.SIN, Activation.RELU);
    }

    /** 1-3000-100-100-100-1. */
    public static NetworkSpec paper() {
        return plain(1, List.of(3000, 100, 100, 100), 1);
    }
}
