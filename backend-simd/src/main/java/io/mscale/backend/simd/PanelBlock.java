package io.mscale.backend.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of a layer, which multiplies some of the layer's inputs by a matrix of its own.
 *
 * @param panels the inputs it reads
 * @param outputs the number of outputs it adds to
 * @param firstOutput the first of them
 * @param bias where its bias lies among the parameters, [outputs]
 * @param forward where its weights lie once more for the forward pass: for each panel {@link Panels#WIDTH} rows, then one
 *     row for the bias, each {@link #rows} long
 * @param sharesParameters whether a block before it in the layer has the same parameters
 */
record PanelBlock(List<Panel> panels, int outputs, int firstOutput, int bias, int forward, boolean sharesParameters) {

    /** Panels that the forward pass computes at a time: 144 rows of h take half of the first-level cache. */
    static final int CHUNK = 3;

    PanelBlock {
        panels = List.copyOf(panels);
    }

    /** Rows of its matrices, padding included. */
    int rows() {
        return Panels.rows(outputs);
    }

    /** Where the weights of a panel begin for the forward pass. */
    int forward(int panel) {
        return forward + panel * Panels.WIDTH * rows();
    }

    /** Where the bias lies for the forward pass. */
    int forwardBias() {
        return forward(panels.size());
    }

    /** The panels in chunks, of which only the last panel may be padded: for each the index of the panel behind it. */
    int[] chunkEnds() {
        List<Integer> ends = new ArrayList<>();
        int begin = 0;
        for (int panel = 0; panel < panels.size(); panel++) {
            boolean isFull = panels.get(panel).size() == Panels.WIDTH;
            if (!isFull || panel + 1 - begin == CHUNK || panel + 1 == panels.size()) {
                ends.add(panel + 1);
                begin = panel + 1;
            }
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }
}
