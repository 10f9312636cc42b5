package io.mscale.report.chart;

import io.mscale.results.evidence.Evidence;
import java.util.List;

/**
 * Colours and dashes of lines, the same in every figure of a report: a colour for each contestant and a dash pattern
 * for each variant, or, where one contestant trains several variants, a colour for each variant. No two have the same
 * colour: if there are more than colours, all have the same neutral one. The colours are those of Okabe and Ito (Color
 * Universal Design, 2008), which colour-blind readers can tell apart.
 */
public record Styles(List<String> contestants, List<String> variants) {

    /** Ordered so that the colours least legible on white come last. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442");

    private static final String SINGLE = "single";

    private static final List<Integer> SINGLE_DASH = List.of(6, 4);

    private static final List<List<Integer>> OTHER_DASHES =
            List.of(List.of(), List.of(9, 3, 2, 3), List.of(2, 3), List.of(9, 3, 2, 3, 2, 3));

    public Styles {
        contestants = List.copyOf(contestants);
        variants = List.copyOf(variants);
    }

    public static Styles of(Evidence evidence) {
        return new Styles(evidence.contestants(), evidence.variants());
    }

    /** The number of colours, and so of lines that a chart can tell apart. */
    public static int most() {
        return COLOURS.size();
    }

    /** The colour of the n-th of at most {@link #most} things, {@code #rrggbb}. */
    public static String colour(int index) {
        return COLOURS.get(index);
    }

    /** A contestant's colour, {@code #rrggbb}. */
    public String colour(String contestant) {
        return colour(contestants, contestant);
    }

    public String colour(String contestant, String variant) {
        return isByVariant() ? colour(variants, variant) : colour(contestant);
    }

    private static String colour(List<String> all, String one) {
        return all.size() > COLOURS.size() ? Stroke.ACCENT : COLOURS.get(Math.max(0, all.indexOf(one)));
    }

    /** Whether colours distinguish variants instead of contestants. */
    private boolean isByVariant() {
        return contestants.size() == 1 && variants.size() > 1;
    }

    /** A variant's dashes: the single-scale variant is dashed, the first other variant solid. */
    public List<Integer> dash(String variant) {
        if (variant.equals(SINGLE)) {
            return SINGLE_DASH;
        }
        if (isByVariant()) {
            return List.of();
        }
        List<String> others =
                variants.stream().filter(other -> !other.equals(SINGLE)).toList();
        return OTHER_DASHES.get(Math.max(0, others.indexOf(variant)) % OTHER_DASHES.size());
    }
}
