package io.mscale.results.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Colours for relative errors from 0, dark, to 1, bright: anchors of the map viridis (van der Walt and Smith, 2015),
 * perceptually uniform, legible to colour-blind readers and in print without colour.
 */
public final class ErrorColours {

    private static final int[] ANCHORS = {
        0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c, 0xfde725
    };

    private ErrorColours() {}

    /** The colours at evenly spaced errors from 0 to 1, between which the map is linear. */
    public static List<String> anchors() {
        return IntStream.of(ANCHORS)
                .mapToObj(colour -> String.format(Locale.ROOT, "#%06x", colour))
                .toList();
    }

    /** The colour of an error, {@code #rrggbb}; errors above 1 look like 1. */
    public static String of(double error) {
        double position = Math.max(0, Math.min(1, error)) * (ANCHORS.length - 1);
        int below = Math.min((int) position, ANCHORS.length - 2);
        double share = position - below;
        StringBuilder colour = new StringBuilder("#");
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = ANCHORS[below] >> shift & 0xff;
            int to = ANCHORS[below + 1] >> shift & 0xff;
            long part = Math.round(from + share * (to - from));
            colour.append(Character.forDigit((int) part >> 4, 16)).append(Character.forDigit((int) part & 15, 16));
        }
        return colour.toString();
    }
}
