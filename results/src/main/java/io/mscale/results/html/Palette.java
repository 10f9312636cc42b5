package io.mscale.results.html;

import java.util.List;

/** Provisional. */
final class Palette {
    static final List<String> HEAT = List.of("#fde725", "#5ec962", "#21918c", "#3b528b", "#440154");
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

    private Palette() {}

    static String color(int i) {
        return COLORS.get(i % COLORS.size());
    }
}
