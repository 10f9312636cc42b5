package io.mscale.report.text;

import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.ConfidenceInterval;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.List;

/** Describes duels in words. */
public final class DuelTexts {

    private DuelTexts() {}

    /** The result of the duel, from its first contestant's point of view. */
    public static String decision(Duel duel) {
        return switch (duel.decision()) {
            case CANNOT_DECIDE -> "too few repeats";
            case FASTER -> duel.a().contestant() + " is faster";
            case SLOWER -> duel.b().contestant() + " is faster";
            case NO_DIFFERENCE -> "no difference measured";
        };
    }

    /** The names of both contestants and the contest. */
    public static String name(Duel duel) {
        return duel.a().contestant() + " / " + duel.b().contestant() + ", "
                + duel.a().contest();
    }

    /** The number of repeats that count on either side. */
    public static String repeats(Duel duel) {
        PairwiseComparison comparison = duel.comparison();
        return comparison.forksA() + " and " + comparison.forksB();
    }

    /** The interval of the ratio of the first contestant's step to the second's. */
    public static String interval(Duel duel) {
        return duel.comparison().interval().map(DuelTexts::words).orElse(Formats.MISSING);
    }

    private static String words(ConfidenceInterval interval) {
        return Formats.factor(interval.lower()) + " to " + Formats.factor(interval.upper());
    }

    /** The probability that ranks differ as much by chance, corrected for the number of comparisons. */
    public static String p(Duel duel) {
        boolean tested = duel.comparison().interval().isPresent();
        return tested ? Formats.probability(duel.adjustedP()) : Formats.MISSING;
    }

    /** The evidence behind "takes r times as long", from the slower contestant's point of view. */
    static String evidence(Duel duel) {
        return switch (duel.decision()) {
            case CANNOT_DECIDE -> "not tested: it takes --repeats " + PairwiseComparison.FEWEST_FORKS;
            case FASTER, SLOWER -> "95% interval " + longerInterval(duel) + ", p = " + p(duel);
            case NO_DIFFERENCE -> "95% interval " + longerInterval(duel) + noise(duel);
        };
    }

    private static String noise(Duel duel) {
        return duel.noise() == 0 ? "" : ", machine noise " + Formats.percentage(duel.noise());
    }

    /** The ratio of the longer step to the shorter. */
    static String longer(Duel duel) {
        double ratio = duel.comparison().ratio();
        return Formats.factor(Math.max(ratio, 1 / ratio));
    }

    /** The confidence interval of the ratio of the longer step to the shorter. */
    private static String longerInterval(Duel duel) {
        if (duel.comparison().ratio() >= 1) {
            return interval(duel);
        }
        return duel.comparison()
                .interval()
                .map(interval ->
                        new ConfidenceInterval(1 / interval.upper(), 1 / interval.lower(), interval.confidence()))
                .map(DuelTexts::words)
                .orElse(Formats.MISSING);
    }

    /** The results of the self-checks (A/A pairs) on this machine; empty if there were none. */
    public static List<String> noise(List<SelfCheck> checks) {
        return checks.stream().map(DuelTexts::noise).toList();
    }

    private static String noise(SelfCheck check) {
        String name = check.entry().contestant() + " " + check.entry().contest();
        return check.floor()
                .map(floor -> name + " against itself: "
                        + (floor.positionsAgree()
                                ? "no difference; "
                                : "a difference of "
                                        + Formats.factor(floor.comparison().ratio())
                                        + " times, so something here favours one position; ")
                        + "here and now differences below " + Formats.percentage(floor.relative()) + " mean nothing")
                .orElse(name + " against itself: too few repeats to tell the noise, " + PairwiseComparison.FEWEST_FORKS
                        + " are needed");
    }
}
