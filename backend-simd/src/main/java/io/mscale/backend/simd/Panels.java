package io.mscale.backend.simd;

/** The unit in which samples and neurons are stored and computed. */
public final class Panels {

    /**
     * Row length of a panel: three vectors of 16 floats, or a whole number of strips of any shorter vectors, and a
     * multiple of the 8 and 4 rows of a tile.
     */
    public static final int WIDTH = 48;

    /** Rows that the product kernel computes at a time. */
    public static final int ROWS = 4;

    private Panels() {}

    /** The number of panels for {@code size} neurons or samples. */
    static int count(int size) {
        return (size + WIDTH - 1) / WIDTH;
    }

    /** {@code size} rounded up to a multiple of {@link #ROWS}. */
    static int rows(int size) {
        return (size + ROWS - 1) / ROWS * ROWS;
    }
}
