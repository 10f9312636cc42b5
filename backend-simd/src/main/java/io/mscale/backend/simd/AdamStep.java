package io.mscale.backend.simd;

import io.mscale.api.training.Adam;

/** Adam's constants for one step; updated in place so that stepping allocates nothing. */
public final class AdamStep {

    private final Adam adam;
    private double learningRate;
    private double firstCorrection;
    private double secondCorrection;

    AdamStep(Adam adam) {
        this.adam = adam;
    }

    /** Sets the step, counted from 1. */
    void moveTo(long step) {
        learningRate = adam.learningRateAt(step);
        firstCorrection = adam.firstMomentCorrection(step);
        secondCorrection = adam.secondMomentCorrection(step);
    }

    public double beta1() {
        return adam.beta1();
    }

    public double beta2() {
        return adam.beta2();
    }

    public double epsilon() {
        return adam.epsilon();
    }

    /** lr_t / (1 - beta1^t). */
    public double stepSize() {
        return learningRate / firstCorrection;
    }

    /** 1 / (1 - beta2^t). */
    public double secondMomentFactor() {
        return 1 / secondCorrection;
    }
}
