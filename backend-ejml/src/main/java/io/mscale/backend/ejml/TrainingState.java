package io.mscale.backend.ejml;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.support.AdamStep;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;

/** The parameters, Adam's moments and one gradient per thread. */
final class TrainingState<M> {

    private final Arithmetic<M> arithmetic;
    final Parameters<M> parameters;
    private final Parameters<M> firstMoment;
    private final Parameters<M> secondMoment;
    private final List<Parameters<M>> gradients = new ArrayList<>();
    private final List<M[]> gradientsByMatrix = new ArrayList<>();
    private final AdamStep adam;

    TrainingState(ParameterLayout layout, Adam adam, int threads, Arithmetic<M> arithmetic) {
        this.arithmetic = arithmetic;
        this.adam = new AdamStep(adam);
        parameters = new Parameters<>(layout, arithmetic);
        firstMoment = new Parameters<>(layout, arithmetic);
        secondMoment = new Parameters<>(layout, arithmetic);
        for (int t = 0; t < threads; t++) {
            gradients.add(new Parameters<>(layout, arithmetic));
        }
        for (int i = 0; i < parameters.trained.size(); i++) {
            M[] ofThreads = arithmetic.rows(threads, 0);
            for (int t = 0; t < threads; t++) {
                ofThreads[t] = gradients.get(t).trained.get(i);
            }
            gradientsByMatrix.add(ofThreads);
        }
    }

    /** The gradient accumulated by a thread. */
    Parameters<M> gradient(int thread) {
        return gradients.get(thread);
    }

    /** Restarts from parameters in the flat layout. */
    void reset(double[] flat) {
        parameters.load(flat);
        firstMoment.clear();
        secondMoment.clear();
        gradients.forEach(Parameters::clear);
    }

    /** Sets the step, counted from 1, of the next updates. */
    void moveTo(long step) {
        adam.moveTo(step);
    }

    /** Updates a thread's share of the parameters and clears its gradients. */
    void update(int thread, int threads) {
        List<M> first = firstMoment.trained;
        List<M> second = secondMoment.trained;
        for (int i = thread; i < parameters.trained.size(); i += threads) {
            arithmetic.adam(parameters.trained.get(i), first.get(i), second.get(i), gradientsByMatrix.get(i), adam);
        }
    }
}
