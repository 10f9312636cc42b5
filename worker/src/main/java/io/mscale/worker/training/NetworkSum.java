package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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

    /** Points at which a sum is asked again and again: what networks that no longer change say there is computed once. */
    static final class Points {

        private final double[] x;
        private double[] settled = {};
        private @Nullable Object settledIn;

        /**
         * Some points.
         *
         * @param x row-major [samples x inputs]; must not change any more
         */
        Points(double[] x) {
            this.x = x;
        }
    }

    private final List<Term> terms = new ArrayList<>();

    /** Another object whenever it changes which networks are trained no more, or their parameters. */
    private Object settlement = new Object();

    /** A network alone, with data and parameters. */
    NetworkSum(MscaleModel network) {
        terms.add(new Term(network, 1));
    }

    /** Adds a network with data and parameters, which is trained from now on instead of the one before. */
    void add(MscaleModel network, double factor) {
        terms.add(new Term(network, factor));
        settlement = new Object();
    }

    /** All networks with their factors, first to last. */
    void forEach(BiConsumer<MscaleModel, Double> use) {
        terms.forEach(term -> use.accept(term.network(), term.factor()));
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

    /** Gives the last network other data to learn from; its optimiser goes on. */
    void bind(Dataset data) {
        last().network().bind(data);
    }

    /** The sum at points x, row-major [samples x inputs]; row-major [samples x outputs]. */
    double[] predict(double[] x) {
        return predict(new Points(x));
    }

    /** The sum at points that it is asked at more than once; row-major [samples x outputs]. */
    double[] predict(Points points) {
        Term last = last();
        double[] network = last.network().predict(points.x);
        if (terms.size() == 1) {
            return network; // its factor is 1
        }
        double[] sum = settled(points).clone();
        addTo(sum, last.factor(), network);
        return sum;
    }

    /** What all networks but the last say. */
    private double[] settled(Points points) {
        if (points.settledIn != settlement) {
            double[] sum = terms.get(0).network().predict(points.x);
            for (Term term : terms.subList(1, terms.size() - 1)) {
                addTo(sum, term.factor(), term.network().predict(points.x));
            }
            points.settled = sum;
            points.settledIn = settlement;
        }
        return points.settled;
    }

    private static void addTo(double[] sum, double factor, double[] network) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * network[i];
        }
    }

    State state() {
        return new State(terms.size(), last().network().parameters());
    }

    /** Goes back to an earlier state, without the networks added since. */
    void restore(State earlier) {
        terms.subList(earlier.networks, terms.size()).clear();
        last().network().setParameters(earlier.parameters);
        settlement = new Object();
    }

    private Term last() {
        return terms.get(terms.size() - 1);
    }
}
