package io.mscale.backend.simd;

import io.mscale.api.support.Shares;
import java.util.ArrayList;
import java.util.List;

/**
 * Which thread computes which sample panels. Threads get runs of adjacent panels whose lengths differ by one at most; where
 * there are fewer panels than threads, the first threads get one each and the others none. A run is cut into the fewest blocks
 * that fit a workspace, which differ by one at most again.
 */
final class PanelShares {

    /**
     * Adjacent sample panels that are computed together.
     *
     * @param first the first of them
     * @param panels how many, at least 1
     */
    record Block(int first, int panels) {}

    private PanelShares() {}

    /**
     * The blocks of each thread that has any; the first of the list are those of thread 0.
     *
     * @param panels how many panels there are to divide
     * @param largest the most panels of a block
     */
    static List<List<Block>> of(int panels, int threads, int largest) {
        int busy = Math.min(panels, threads);
        List<List<Block>> shares = new ArrayList<>();
        for (int thread = 0; thread < busy; thread++) {
            int from = Shares.begin(panels, thread, busy);
            shares.add(blocks(from, Shares.begin(panels, thread + 1, busy), largest));
        }
        return List.copyOf(shares);
    }

    private static List<Block> blocks(int from, int to, int largest) {
        int panels = to - from;
        int count = (panels + largest - 1) / largest;
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            int begin = Shares.begin(panels, b, count);
            blocks.add(new Block(from + begin, Shares.begin(panels, b + 1, count) - begin));
        }
        return List.copyOf(blocks);
    }
}
