package io.mscale.backend.ejml;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.support.AdamStep;
import io.mscale.api.support.Shares;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;

/** The parameters, Adam's moments and a gradient for each thread that computes one. */
final class TrainingState<M> {

    private final Arithmetic<M> arithmetic;
    final Parameters<M> parameters;
    private final Parameters<M> firstMoment;
    private final Parameters<M> secondMoment;
    private final List<Parameters<M>> gradients = new ArrayList<>();
    private final List<M[]> gradientsByMatrix = new ArrayList<>();
    private final ParameterLayout layout;
    private final AdamStep adam;

    /** The indices of the matrices that each thread updates. */
    final List<int[]> shares;

    TrainingState(ParameterLayout layout, Adam adam, int threads, Arithmetic<M> arithmetic) {
        this.layout = layout;
        this.arithmetic = arithmetic;
        this.adam = new AdamStep(adam);
        parameters = new Parameters<>(layout, arithmetic);
        firstMoment = new Parameters<>(layout, arithmetic);
        secondMoment = new Parameters<>(layout, arithmetic);
        shares = Shares.byWeight(
                parameters.trained.stream().mapToLong(arithmetic::length).toArray(), threads);
    }

    /** The gradients that the first {@code threads} threads add to from now on; 0 after each update. */
    List<Parameters<M>> gradients(int threads) {
        while (gradients.size() < threads) {
            gradients.add(new Parameters<>(layout, arithmetic));
        }
        gradientsByMatrix.clear();
        for (int i = 0; i < parameters.trained.size(); i++) {
            M[] ofThreads = arithmetic.rows(threads, 0);
            for (int t = 0; t < threads; t++) {
                ofThreads[t] = gradients.get(t).trained.get(i);
            }
            gradientsByMatrix.add(ofThreads);
        }
        return List.copyOf(gradients.subList(0, threads));
    }

    /** Restarts from parameters in the flat layout. */
    void reset(double[] flat) {
        parameters.load(flat);
        firstMoment.clear();
        secondMoment.clear();
        gradients.forEach(Parameters::clear);
    }

    /** Sets the moments from the flat layout. */
    void loadMoments(double[] first, double[] second) {
        firstMoment.load(first);
        secondMoment.load(second);
    }

    /** Writes the moments in the flat layout. */
    void storeMoments(double[] first, double[] second) {
        firstMoment.store(first);
        secondMoment.store(second);
    }

    /** Sets the step, counted from 1, of the next updates. */
    void moveTo(long step) {
        adam.moveTo(step);
    }

    /** Updates a thread's share of the parameters and clears its gradients. */
    void update(int thread) {
        List<M> first = firstMoment.trained;
        List<M> second = secondMoment.trained;
        for (int i : shares.get(thread)) {
            arithmetic.adam(parameters.trained.get(i), first.get(i), second.get(i), gradientsByMatrix.get(i), adam);
        }
    }
}
