package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import java.util.ArrayList;
import java.util.List;

/**
 * One thread's buffers for a block of samples. Samples are stored in panels: [panel][row][{@link Kernels#WIDTH} samples].
 *
 * <p>Where a loss needs derivatives by the input, {@link #rows} panels in a row belong to the same samples: their values, then
 * their first derivatives, then their Laplacian.
 */
final class Workspace<A> {

    /** Number of sample panels that the backward pass processes at a time. */
    static final int STRIDE = 3;

    /** Elements of a panel of WIDTH rows of neurons or samples. */
    static final int PANEL = WIDTH * WIDTH;

    private static final int MOST_PANELS = 24;

    /** A core's second-level cache where the system does not report its size. */
    private static final long USUAL_CACHE = 1 << 20;

    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final int start;
    private int rows = 1;

    /** The maximum number of sample panels of a block, all rows counted. */
    final int panels;
    /** [x; 1], [panel][firstRows][WIDTH]. */
    final A x;
    /** x by samples, [samples][firstRows]. */
    final A samples;
    /** Targets, [panel of samples][columns][WIDTH]. */
    final A targets;
    /** For each layer from the second on: z, later dz, [panel][rows][WIDTH]. */
    final List<A> z = new ArrayList<>();
    /** dz of the second layer, packed: for each block [tile of outputs][samples][rows of a tile]. */
    final A slopes;

    /** Size of a tile of {@link #slopes}. */
    final int slopesTile;
    /**
     * h for some panels, [neurons][WIDTH samples], or [samples][WIDTH neurons] for the first layer in the backward
     * pass.
     */
    final A h;
    /** The loss's derivatives with respect to h, later to z; laid out like h. */
    final A g;

    /**
     * Creates buffers of zeros.
     *
     * @param panels the maximum number of sample panels, all rows counted
     * @param mostRows the largest number of rows of a sample
     * @param columns the columns of a sample's targets
     */
    Workspace(PanelLayout layout, Kernels<A> kernels, int panels, int mostRows, int columns) {
        this.layout = layout;
        this.kernels = kernels;
        this.panels = panels;
        start = kernels.alignedStart();
        x = zeros(panels * layout.firstRows * WIDTH);
        fillConstants();
        samples = zeros(panels * layout.firstRows * WIDTH);
        targets = kernels.zeros(panels / mostRows * columns * WIDTH);
        for (PanelLayout.Layer layer : layout.layers) {
            z.add(zeros(panels * layer.rows() * WIDTH));
        }
        slopesTile = panels * WIDTH * kernels.tileRows();
        slopes = zeros(layout.layers.get(0).tiles() * slopesTile);
        h = zeros(Math.max(panels, PanelLayout.CHUNK * mostRows) * PANEL);
        g = zeros(panels * PANEL);
    }

    /**
     * The sample panels of a block: so many that a layer's dz and its packed copy take nine tenths of the second-level cache,
     * since the backward pass reads both again for each panel of neurons; at least {@link #STRIDE}.
     *
     * @param rowBytes bytes of the widest layer's values for one sample
     * @param cache a thread's share of the second-level cache in bytes; 0 if unknown
     */
    static int panels(int rowBytes, long cache) {
        long usable = (cache == 0 ? USUAL_CACHE : cache) / 10 * 9;
        return (int) Math.max(STRIDE, Math.min(MOST_PANELS, usable / (2L * WIDTH * rowBytes)));
    }

    /** The number of rows of each sample. */
    int rows() {
        return rows;
    }

    /** Sets the number of rows of each sample; those of x after the values are constant. */
    void arrange(int newRows) {
        if (newRows != rows) {
            rows = newRows;
            fillConstants();
        }
    }

    /** x is e_j in row j, for the j-th derivative, and 0 in the row of the Laplacian; the constant input is 1 for values only. */
    private void fillConstants() {
        int inputs = layout.augmentedInputs - 1;
        for (int panel = 0; panel < panels; panel++) {
            int row = panel % rows;
            if (row > 0) {
                kernels.fill(x, xFrom(panel), layout.augmentedInputs * WIDTH, 0);
            }
            if (row <= inputs) {
                kernels.fill(x, xFrom(panel) + (row == 0 ? inputs : row - 1) * WIDTH, WIDTH, 1);
            }
        }
    }

    private A zeros(int length) {
        return kernels.zeros(start + length);
    }

    /** The offset of a sample panel of {@link #x}, and of its samples in {@link #samples}. */
    int xFrom(int panel) {
        return start + panel * layout.firstRows * WIDTH;
    }

    /** The offset of a sample panel of {@link #z} of layer {@code l}, counted from the second. */
    int zFrom(int l, int panel) {
        return start + panel * layout.layers.get(l).rows() * WIDTH;
    }

    /** The offset of a panel of {@link #h} and {@link #g}. */
    int hFrom(int panel) {
        return start + panel * PANEL;
    }

    /** The largest |x| of the first {@code count} sample panels, the constant 1 included. */
    double largestInput(int count) {
        return kernels.largest(x, start, count * layout.firstRows * WIDTH);
    }

    /** Fills {@link #samples} from x. */
    void transposeInputs(int count) {
        for (int s = 0; s < count; s++) {
            int from = xFrom(s);
            kernels.transpose(x, from, layout.augmentedInputs, WIDTH, samples, from, layout.firstRows);
        }
    }

    /** Fills {@link #slopes} from dz of the second layer. */
    void packSlopes(int count) {
        for (PanelLayout.Block block : layout.layers.get(0).blocks()) {
            for (int s = 0; s < count; s++) {
                int from = zFrom(0, s) + block.firstOutput() * WIDTH;
                kernels.pack(z.get(0), from, block.outputs(), WIDTH, slopes, slopesFrom(block, s), slopesTile, 1);
            }
        }
    }

    /** The offset of a sample panel of {@link #slopes} in the first tile of a block. */
    int slopesFrom(PanelLayout.Block block, int panel) {
        return start + block.firstTile() * slopesTile + panel * WIDTH * kernels.tileRows();
    }
}
