package io.mscale.backend.simd;

import java.util.List;

/**
 * A layer from the second on.
 *
 * @param blocks what computes its outputs
 * @param outputs the number of its outputs
 */
record PanelLayer(List<PanelBlock> blocks, int outputs) {

    PanelLayer {
        blocks = List.copyOf(blocks);
    }

    /** Rows of its pre-activations, with what the last tile of a block may write past its outputs. */
    int rows() {
        return blocks.stream()
                .mapToInt(block -> block.firstOutput() + block.rows())
                .max()
                .orElseThrow();
    }
}
