package io.mscale.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Colours for shares from 0, dark, to 1, bright: anchors of perceptually uniform colour maps with linear
 * interpolation between them. They remain legible to colour-blind readers and in greyscale print.
 */
public enum Palette {
    /** For relative errors and fields: viridis (van der Walt and Smith, 2015). */
    VIRIDIS(0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c, 0xfde725),
    /** For errors of fields, so that they are not mistaken for fields: magma, by the same authors. */
    MAGMA(0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668, 0xfeca8d, 0xfcfdbf),
    GREY(0x000000, 0xffffff);

    private final int[] anchors;

    Palette(int... anchors) {
        this.anchors = anchors;
    }

    /** The anchors at evenly spaced shares from 0 to 1, {@code #rrggbb}. */
    public List<String> anchors() {
        return IntStream.of(anchors).mapToObj(Palette::text).toList();
    }

    /** The colour of a share, {@code #rrggbb}; shares are clamped to 0 and 1. */
    public String text(double share) {
        return text(colour(share));
    }

    /** The colour of a share, 0xrrggbb. */
    public int colour(double share) {
        double position = Math.max(0, Math.min(1, share)) * (anchors.length - 1);
        int below = Math.min((int) position, anchors.length - 2);
        double part = position - below;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = anchors[below] >> shift & 0xff;
            int to = anchors[below + 1] >> shift & 0xff;
            colour |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return colour;
    }

    private static String text(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
