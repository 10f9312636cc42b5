package io.mscale.report.text;

import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.List;

/** Describes duels in words. */
public final class DuelTexts {

    private DuelTexts() {}

    /** The result of the duel, from its first contestant's point of view. */
    public static String decision(Duel duel) {
        return switch (duel.decision()) {
            case CANNOT_DECIDE -> "too few repeats";
            case FASTER -> duel.a().contestant() + " is faster" + MachineTexts.but(duel.a(), duel.b());
            case SLOWER -> duel.b().contestant() + " is faster" + MachineTexts.but(duel.a(), duel.b());
            case NO_DIFFERENCE -> "no difference measured";
        };
    }

    public static String name(Duel duel) {
        return duel.a().contestant() + " / " + duel.b().contestant() + ", "
                + duel.a().contest();
    }

    /** The ratio of the first contestant's step to the second's, its interval, p, and the repeats that count. */
    public static List<String> numbers(Duel duel) {
        PairwiseComparison comparison = duel.comparison();
        return List.of(
                Formats.factor(comparison.ratio()),
                interval(comparison),
                p(comparison, duel.adjustedP()),
                comparison.forksA() + " and " + comparison.forksB());
    }

    public static String interval(PairwiseComparison comparison) {
        return comparison
                .interval()
                .map(interval -> interval(interval.lower(), interval.upper()))
                .orElse(Formats.MISSING);
    }

    private static String interval(double lower, double upper) {
        return Formats.factor(lower) + " to " + Formats.factor(upper);
    }

    /** The probability that ranks differ as much by chance, corrected for the number of comparisons. */
    public static String p(PairwiseComparison comparison, double adjustedP) {
        return comparison.interval().isPresent() ? Formats.probability(adjustedP) : Formats.MISSING;
    }

    /** The evidence behind "takes r times as long", from the slower contestant's point of view. */
    static String evidence(Duel duel) {
        String interval = "95% interval " + longerInterval(duel.comparison());
        return switch (duel.decision()) {
            case CANNOT_DECIDE -> "not tested: it takes --repeats " + PairwiseComparison.FEWEST_FORKS;
            case FASTER, SLOWER -> interval + ", p = " + p(duel.comparison(), duel.adjustedP());
            case NO_DIFFERENCE ->
                interval + (duel.noise() == 0 ? "" : ", machine noise " + Formats.percentage(duel.noise()));
        };
    }

    /** The ratio of the longer step to the shorter. */
    static String longer(Duel duel) {
        double ratio = duel.comparison().ratio();
        return Formats.factor(Math.max(ratio, 1 / ratio));
    }

    /** The confidence interval of the ratio of the longer step to the shorter. */
    private static String longerInterval(PairwiseComparison comparison) {
        return comparison.ratio() >= 1
                ? interval(comparison)
                : comparison
                        .interval()
                        .map(interval -> interval(1 / interval.upper(), 1 / interval.lower()))
                        .orElse(Formats.MISSING);
    }

    /** The result of a self-check (A/A pair) on this machine. */
    static String noise(SelfCheck check) {
        String result = check.floor()
                .map(floor -> (floor.positionsAgree()
                                ? "no difference; "
                                : "a difference of "
                                        + Formats.factor(floor.comparison().ratio())
                                        + " times, so something here favours one position; ")
                        + "here and now differences below " + Formats.percentage(floor.relative()) + " mean nothing")
                .orElse("too few repeats to tell the noise, " + PairwiseComparison.FEWEST_FORKS + " are needed");
        return check.entry().contestant() + " " + check.entry().contest() + " against itself: " + result;
    }
}
