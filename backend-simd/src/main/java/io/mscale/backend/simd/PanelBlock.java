package io.mscale.backend.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of a layer, which multiplies some of the layer's inputs by its own matrix.
 *
 * @param panels the inputs it reads
 * @param outputs the number of outputs it adds to
 * @param firstOutput the first of them
 * @param bias offset of its bias among the parameters, [outputs]
 * @param forward offset of the copy of its weights for the forward pass: for each panel {@link Panels#WIDTH} rows,
 *     then one row for the bias, each {@link #rows} long
 * @param sharesParameters whether an earlier block of the layer has the same parameters
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

    /** Offset of a panel's weights for the forward pass. */
    int forward(int panel) {
        return forward + panel * Panels.WIDTH * rows();
    }

    /** Offset of the bias for the forward pass. */
    int forwardBias() {
        return forward(panels.size());
    }

    /**
     * The panels in chunks, of which only the last panel may be padded: for each chunk the index of the panel after
     * it.
     */
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
