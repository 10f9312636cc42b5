package io.mscale.backend.ejml;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.block.TileMultiplication_F32;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * {@link Products} in single precision. {@code tileMultPlus}, the kernel of EJML's block matrices, adds four rows of b
 * to a row of c at a time: five loads and a store for four multiply-adds, where {@code addEquals} needs eight and four.
 * The JVM vectorises it only if it can tell the five rows apart, which takes two things: the kernel is inlined (a
 * worker's JVM is told to, see {@link EjmlBackend#workerSettings}), and the distances of the rows of b in their array
 * are constants of the compiled code. So four rows of b at a time are copied to a tile of constant stride; all rows of
 * c then use it.
 */
final class Float32Products implements Products<FMatrixRMaj> {

    /** Rows of b that the kernel combines. */
    private static final int TILE = 4;

    /** Tiles that are combined with a row of c while that is in the first-level cache, together with it. */
    private static final int TILES = Float.BYTES == 4 ? 3 : 1;

    private static final int INNER = TILES * TILE;

    /** With fewer rows of c, copying b costs more than the kernel saves. */
    private static final int FEW_ROWS = 4;

    /** An array of its own for each tile, because an offset into a common one would not be a constant. */
    private final FMatrixRMaj[] tiles = new FMatrixRMaj[TILES];

    private final float[] factors = new float[TILE];

    Float32Products() {
        for (int t = 0; t < TILES; t++) {
            tiles[t] = new FMatrixRMaj(TILE, LONGEST_ROW);
        }
    }

    @Override
    public void add(FMatrixRMaj[] a, FMatrixRMaj[] b, FMatrixRMaj[] c) {
        int tiled = tiledRows(b, c);
        int length = c[0].getNumElements();
        for (int from = 0; from < tiled; from += INNER) {
            int to = Math.min(from + INNER, tiled);
            copy(b, from, to, length);
            for (int i = 0; i < c.length; i++) {
                float[] sum = c[i].data;
                for (int k = from; k < to; k += TILE) {
                    addTile(a[i].data, k, tiles[(k - from) / TILE].data, sum, length);
                }
            }
        }
        for (int i = 0; i < c.length; i++) {
            for (int k = tiled; k < b.length; k++) {
                CommonOps_FDRM.addEquals(c[i], a[i].data[k], b[k]);
            }
        }
    }

    @Override
    public void setTransposed(FMatrixRMaj[] a, FMatrixRMaj[] b, FMatrixRMaj[] c) {
        int tiled = tiledRows(b, c);
        int length = c[0].getNumElements();
        for (int i = 0; i < c.length; i++) {
            if (tiled == b.length) {
                c[i].zero();
                continue;
            }
            CommonOps_FDRM.scale(a[tiled].data[i], b[tiled], c[i]);
            for (int k = tiled + 1; k < b.length; k++) {
                CommonOps_FDRM.addEquals(c[i], a[k].data[i], b[k]);
            }
        }
        for (int from = 0; from < tiled; from += INNER) {
            int to = Math.min(from + INNER, tiled);
            copy(b, from, to, length);
            for (int i = 0; i < c.length; i++) {
                float[] sum = c[i].data;
                for (int k = from; k < to; k += TILE) {
                    for (int r = 0; r < TILE; r++) {
                        factors[r] = a[k + r].data[i];
                    }
                    addTile(factors, 0, tiles[(k - from) / TILE].data, sum, length);
                }
            }
        }
    }

    /** The number of rows of b, from the first on, that are combined four at a time. */
    private static int tiledRows(FMatrixRMaj[] b, FMatrixRMaj[] c) {
        return c.length < FEW_ROWS ? 0 : b.length - b.length % TILE;
    }

    /** Copies rows, which must be as long as those of c, at most {@link #LONGEST_ROW}: the kernel checks nothing. */
    private void copy(FMatrixRMaj[] b, int from, int to, int length) {
        for (int k = from; k < to; k++) {
            int row = k - from;
            if (b[k].getNumElements() != length || length > LONGEST_ROW) {
                throw new IllegalArgumentException("rows of " + b[k].getNumElements() + " numbers for sums of " + length
                        + ", at most " + LONGEST_ROW);
            }
            System.arraycopy(b[k].data, 0, tiles[row / TILE].data, row % TILE * LONGEST_ROW, length);
        }
    }

    /** c += the sum of the tile's rows times the four factors from {@code first} on. */
    private static void addTile(float[] factors, int first, float[] tile, float[] c, int length) {
        TileMultiplication_F32.tileMultPlus(factors, tile, c, 1, TILE, length, 0, LONGEST_ROW, 0, first, 0, 0);
    }
}
