package io.mscale.api.network;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring neurons of a hidden layer that share an activation: from the first one to the one after the last. */
public record ActivationRun(Activation activation, int from, int to) {

    /** The number of neurons. */
    public int size() {
        return to - from;
    }

    /** The runs of a layer that computes {@code pattern} in blocks of these sizes. */
    static List<ActivationRun> of(ActivationPattern pattern, List<Integer> blockSizes) {
        List<ActivationRun> runs = new ArrayList<>();
        List<Activation> parts = pattern.parts();
        int block = 0;
        for (int size : blockSizes) {
            int from = block;
            for (int part = 1; part <= parts.size(); part++) {
                // rounded up: a block of one neuron has the first part only
                int to = block + (size * part + parts.size() - 1) / parts.size();
                append(runs, new ActivationRun(parts.get(part - 1), from, to));
                from = to;
            }
            block += size;
        }
        return List.copyOf(runs);
    }

    private static void append(List<ActivationRun> runs, ActivationRun next) {
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).activation == next.activation) {
            runs.set(last, new ActivationRun(next.activation, runs.get(last).from, next.to));
        } else if (next.size() > 0) {
            runs.add(next);
        }
    }
}
