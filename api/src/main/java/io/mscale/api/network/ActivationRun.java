package io.mscale.api.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring neurons of a hidden layer that share an activation.
 *
 * @param activation what they compute
 * @param from the first neuron
 * @param to the neuron after the last
 */
public record ActivationRun(Activation activation, int from, int to) {

    /** The number of neurons. */
    public int size() {
        return to - from;
    }

    /** The runs of a layer that computes {@code pattern} in blocks of these sizes. */
    static List<ActivationRun> of(ActivationPattern pattern, List<Integer> blockSizes) {
        List<ActivationRun> runs = new ArrayList<>();
        int from = 0;
        for (int size : blockSizes) {
            List<Activation> parts = pattern.parts();
            for (int part = 0; part < parts.size(); part++) {
                // ceil: a block of one neuron has the first part only
                int to = part == parts.size() - 1 ? size : (size * (part + 1) + parts.size() - 1) / parts.size();
                int begun = part == 0 ? 0 : (size * part + parts.size() - 1) / parts.size();
                append(runs, new ActivationRun(parts.get(part), from + begun, from + to));
            }
            from += size;
        }
        return List.copyOf(runs);
    }

    private static void append(List<ActivationRun> runs, ActivationRun next) {
        if (next.size() == 0) {
            return;
        }
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).activation == next.activation) {
            runs.set(last, new ActivationRun(next.activation, runs.get(last).from, next.to));
        } else {
            runs.add(next);
        }
    }
}
