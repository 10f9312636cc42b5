package io.mscale.report.network;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import java.util.List;

/** Networks to draw. */
public final class Networks {

    private static final Baselines BASELINES = new Baselines(32, List.of(1.0, 32.0), 8, 30);

    private Networks() {}

    /** A variant's network of one input and one output. */
    public static NetworkSpec of(Variant variant, Scales scales, boolean trainScales, Integer... widths) {
        return variant.network(new NetworkRequest(
                1,
                List.of(widths),
                1,
                scales,
                Activation.SIN,
                variant.activation(Activation.RELU),
                trainScales,
                BASELINES));
    }

    /** A variant's network with eight scales, from 1 to 128, and widths of 64, 32 and 32. */
    public static NetworkSpec of(Variant variant) {
        return of(variant, new Scales.PowersOfTwo(8), false, 64, 32, 32);
    }
}
