package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training has learned so far: a sum of networks, each with a factor, of which the last is being trained and the
 * others stay as they are. Mostly it is one network with the factor 1. Networks remain their owner's to close.
 */
final class NetworkSum {

    private record Term(MscaleModel network, double factor) {}

    /** The state of a sum: how many networks it has, and the last one's parameters. */
    static final class State {

        private final int networks;
        private final double[] parameters;

        private State(int networks, double[] parameters) {
            this.networks = networks;
            this.parameters = parameters;
        }
    }

    private final List<Term> terms = new ArrayList<>();

    /** A network alone, with data and parameters. */
    NetworkSum(MscaleModel network) {
        terms.add(new Term(network, 1));
    }

    /** Adds a network with data and parameters, which is trained from now on instead of the one before. */
    void add(MscaleModel network, double factor) {
        terms.add(new Term(network, factor));
    }

    /**
     * Takes steps with the last network, whose targets are what the others have left over, divided by its factor.
     *
     * @return the last step's loss before its update, of the sum: the network's own times the square of its factor
     */
    double train(int steps) {
        Term last = last();
        return last.factor() * last.factor() * last.network().train(steps);
    }

    /** The sum at points x, row-major [samples x inputs]; row-major [samples x outputs]. */
    double[] predict(double[] x) {
        double[] sum = terms.get(0).network().predict(x);
        for (Term term : terms.subList(1, terms.size())) {
            double[] network = term.network().predict(x);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term.factor() * network[i];
            }
        }
        return sum;
    }

    State state() {
        return new State(terms.size(), last().network().parameters());
    }

    /** Goes back to an earlier state, without the networks added since. */
    void restore(State earlier) {
        terms.subList(earlier.networks, terms.size()).clear();
        last().network().setParameters(earlier.parameters);
    }

    private Term last() {
        return terms.get(terms.size() - 1);
    }
}
