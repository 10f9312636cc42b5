package io.mscale.api.support;

import io.mscale.api.training.Adam;

/** Adam's constants for one step; updated in place so that stepping allocates nothing. */
public final class AdamStep {

    private final Adam adam;
    private double stepSize;
    private double secondMomentFactor;

    /** Constants that are valid after {@link #moveTo}. */
    public AdamStep(Adam adam) {
        this.adam = adam;
    }

    /** Sets the step, counted from 1. */
    public void moveTo(long step) {
        stepSize = adam.learningRateAt(step) / adam.firstMomentCorrection(step);
        secondMomentFactor = 1 / adam.secondMomentCorrection(step);
    }

    /** Decay rate of the first moment. */
    public double beta1() {
        return adam.beta1();
    }

    /** Decay rate of the second moment. */
    public double beta2() {
        return adam.beta2();
    }

    /** Added to the root of the corrected second moment. */
    public double epsilon() {
        return adam.epsilon();
    }

    /** lr_t / (1 - beta1^t). */
    public double stepSize() {
        return stepSize;
    }

    /** 1 / (1 - beta2^t). */
    public double secondMomentFactor() {
        return secondMomentFactor;
    }
}
