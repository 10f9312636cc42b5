package io.mscale.report.chart;

import java.util.Optional;

/** Pixels of a picture, row by row from the top: shares of a palette, or colours. */
public final class Pixels {

    private final int columns;
    private final int rows;
    private final Optional<Palette> palette;
    private final double[] shares;
    private final int[] colours;

    private Pixels(int columns, int rows, Optional<Palette> palette, double[] shares, int[] colours) {
        this.columns = columns;
        this.rows = rows;
        this.palette = palette;
        this.shares = shares;
        this.colours = colours;
    }

    /** Pixels given as shares from 0 to 1 of a palette. */
    public static Pixels of(Palette palette, int columns, int rows, double[] shares) {
        return new Pixels(columns, rows, Optional.of(palette), shares.clone(), new int[0]);
    }

    /** Pixels given as colours, 0xrrggbb. */
    public static Pixels of(int columns, int rows, int[] colours) {
        return new Pixels(columns, rows, Optional.empty(), new double[0], colours.clone());
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** The palette; empty if the pixels are given as colours. */
    public Optional<Palette> palette() {
        return palette;
    }

    public double[] shares() {
        return shares.clone();
    }

    public int[] colours() {
        return colours.clone();
    }
}
