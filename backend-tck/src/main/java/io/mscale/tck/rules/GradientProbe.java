package io.mscale.tck.rules;

import io.mscale.api.MscaleModel;
import io.mscale.api.training.Adam;
import io.mscale.tck.TckCase;

/**
 * Recovers the gradient from the change that one step makes. With beta1 = beta2 = 0 Adam has no memory and no bias to
 * correct and steps by lr g / (|g| + epsilon), which determines g exactly. With epsilon far above |g| the step is
 * nearly lr / epsilon times g, and a large lr / epsilon lifts the change well above the rounding of the parameters.
 */
record GradientProbe(double learningRate, double epsilon) {

    /** For parameters of order 1. */
    static final GradientProbe USUAL = new GradientProbe(0x1p24, 0x1p14);

    /** For parameters of order 100 and gradients of order 1e-6. */
    static final GradientProbe STRONG = new GradientProbe(0x1p44, 0x1p14);

    /** The case with the optimiser that reveals the gradient. */
    TckCase of(TckCase wanted) {
        return wanted.withOptimizer(new Adam(learningRate, 0, 0, 0, epsilon));
    }

    /** Takes one step and returns its gradient; 0 where a parameter is not trained. */
    double[] read(MscaleModel model) {
        double[] before = model.parameters();
        model.train(1);
        double[] gradient = Agreement.difference(before, model.parameters());
        for (int i = 0; i < gradient.length; i++) {
            double share = gradient[i] / learningRate; // g / (|g| + epsilon)
            gradient[i] = share * epsilon / (1 - Math.abs(share));
        }
        return gradient;
    }
}
