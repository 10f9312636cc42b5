package io.mscale.api.training;

/**
 * Adam (Kingma and Ba, 2015) in the form that PyTorch uses, with a learning rate that decays every step. With g the
 * gradient and t = 1, 2, ... the step:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2
 * p = p - lr_t * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * lr_t = learningRate * (1 - decay)^(t - 1)
 * </pre>
 *
 * @param learningRate lr_1, greater than 0
 * @param decay the share of the learning rate lost per step, in [0, 1)
 * @param beta1 decay rate of the first moment, in [0, 1)
 * @param beta2 decay rate of the second moment, in [0, 1)
 * @param epsilon added to the root of the corrected second moment, greater than 0
 */
public record Adam(double learningRate, double decay, double beta1, double beta2, double epsilon) implements Optimizer {

    public Adam {
        require(learningRate > 0 && Double.isFinite(learningRate), "learning rate", learningRate, "greater than 0");
        require(decay >= 0 && decay < 1, "decay", decay, "in [0, 1)");
        require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
        require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
        require(epsilon > 0 && Double.isFinite(epsilon), "epsilon", epsilon, "greater than 0");
    }

    /** Adam with the usual beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. */
    public static Adam withDefaults(double learningRate, double decay) {
        return new Adam(learningRate, decay, 0.9, 0.999, 1e-8);
    }

    @Override
    public Kind kind() {
        return Kind.ADAM;
    }

    /** lr_t of step t, counted from 1. */
    @Override
    public double learningRateAt(long step) {
        return learningRate * Math.pow(1 - decay, (double) (step - 1));
    }

    /** 1 - beta1^t, which corrects the first moment's bias at step t, counted from 1. */
    public double firstMomentCorrection(long step) {
        return 1 - Math.pow(beta1, (double) step);
    }

    /** 1 - beta2^t, which corrects the second moment's bias at step t, counted from 1. */
    public double secondMomentCorrection(long step) {
        return 1 - Math.pow(beta2, (double) step);
    }

    private static void require(boolean holds, String what, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + allowed + ", not " + value);
        }
    }
}
