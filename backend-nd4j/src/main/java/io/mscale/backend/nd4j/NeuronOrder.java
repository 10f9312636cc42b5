package io.mscale.backend.nd4j;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The order of a layer's neurons in the native arrays. A layer in which two activations alternate a hundred times would
 * need a hundred small operations instead of one; so where the products allow it, neurons with the same activation are
 * adjacent.
 */
final class NeuronOrder {

    private final int[] column;
    private final List<ActivationRun> runs;

    private NeuronOrder(int[] column, List<ActivationRun> runs) {
        this.column = column;
        this.runs = List.copyOf(runs);
    }

    /** Returns the network's own order. */
    static NeuronOrder unchanged(int neurons, List<ActivationRun> runs) {
        return new NeuronOrder(IntStream.range(0, neurons).toArray(), runs);
    }

    /** Returns an order grouped by activation, in the order in which the activations first occur. */
    static NeuronOrder byActivation(int neurons, List<ActivationRun> runs) {
        Set<Activation> activations = new LinkedHashSet<>();
        runs.forEach(run -> activations.add(run.activation()));
        int[] column = new int[neurons];
        List<ActivationRun> merged = new ArrayList<>();
        int next = 0;
        for (Activation activation : activations) {
            int from = next;
            for (ActivationRun run : runs) {
                for (int neuron = run.from(); run.activation() == activation && neuron < run.to(); neuron++) {
                    column[neuron] = next++;
                }
            }
            merged.add(new ActivationRun(activation, from, next));
        }
        return new NeuronOrder(column, merged);
    }

    /** Returns the column that contains a neuron's values. */
    int column(int neuron) {
        return column[neuron];
    }

    /** The activations of the columns. */
    List<ActivationRun> runs() {
        return runs;
    }
}
