package io.mscale.backend.simd;

import java.util.List;

/**
 * A layer from the second on.
 *
 * @param blocks the blocks that compute its outputs
 * @param outputs the number of its outputs
 * @param rows rows of its pre-activations, including those that a block's last tile may write beyond its outputs
 */
record PanelLayer(List<PanelBlock> blocks, int outputs, int rows) {

    PanelLayer {
        blocks = List.copyOf(blocks);
    }

    PanelLayer(List<PanelBlock> blocks, int outputs) {
        this(
                blocks,
                outputs,
                blocks.stream()
                        .mapToInt(block -> block.firstOutput() + block.rows())
                        .max()
                        .orElseThrow());
    }
}
