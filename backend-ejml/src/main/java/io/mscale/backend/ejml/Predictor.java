package io.mscale.backend.ejml;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.support.ThreadTeam;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the network at given points. Buffers are reused for the next set of about the same size. */
final class Predictor<M> {

    private final NetworkSpec network;
    private final Arithmetic<M> arithmetic;
    private final Parameters<M> parameters;
    private final ThreadTeam team;
    private final List<ForwardPass<M>> passes = new ArrayList<>();
    private Pieces pieces;

    Predictor(NetworkSpec network, Arithmetic<M> arithmetic, Parameters<M> parameters, ThreadTeam team) {
        this.network = network;
        this.arithmetic = arithmetic;
        this.parameters = parameters;
        this.team = team;
        this.pieces = Pieces.of(1, team.members());
    }

    /**
     * Evaluates the network.
     *
     * @param x points, row-major [samples x inputs]
     * @param y receives the result, row-major [samples x outputs]
     */
    void run(double[] x, int samples, double[] y) {
        Pieces wanted = Pieces.of(samples, team.members());
        if (passes.isEmpty() || wanted.size() != pieces.size()) {
            passes.clear();
            for (int t = 0; t < team.members(); t++) {
                passes.add(new ForwardPass<>(network, arithmetic, parameters, wanted.size(), false));
            }
        }
        pieces = wanted;
        team.run(thread -> evaluate(thread, x, y));
    }

    private void evaluate(int thread, double[] x, double[] y) {
        ForwardPass<M> pass = passes.get(thread);
        double[] column = new double[pieces.size()];
        for (int turn = 0; turn < pieces.perThread(); turn++) {
            int first = pieces.first(thread, turn);
            int valid = pieces.valid(first);
            if (valid == 0) {
                continue;
            }
            M[] inputs = pass.inputs();
            for (int c = 0; c < inputs.length; c++) {
                for (int s = 0; s < valid; s++) {
                    column[s] = x[(first + s) * inputs.length + c];
                }
                arithmetic.load(inputs[c], column, 0);
            }
            pass.run();
            M[] prediction = pass.prediction();
            for (int o = 0; o < prediction.length; o++) {
                arithmetic.store(prediction[o], column, 0);
                for (int s = 0; s < valid; s++) {
                    y[(first + s) * prediction.length + o] = column[s];
                }
            }
        }
    }
}
