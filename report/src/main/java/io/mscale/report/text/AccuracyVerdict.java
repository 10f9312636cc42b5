package io.mscale.report.text;

import io.mscale.results.evidence.AccuracyDuel;
import io.mscale.results.evidence.Completeness;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Target;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.PairedComparison;
import io.mscale.results.statistics.SeedSpread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * States which variant is more accurate, as far as the seeds show it: the best is compared with the single-scale network,
 * or with the second best where there is none.
 */
final class AccuracyVerdict {

    private static final String BASELINE = "single";

    private AccuracyVerdict() {}

    /** One sentence for each contestant, device and task with at least two variants. */
    static List<String> sentences(List<Entry> entries, Evidence evidence) {
        List<AccuracyDuel> duels = AccuracyDuel.of(evidence);
        Map<String, List<Entry>> groups = Evidence.groupBy(entries, entry -> group(entry, evidence.targets()));
        List<String> sentences = new ArrayList<>();
        groups.forEach((group, members) -> sentence(members, duels)
                .ifPresent(sentence -> sentences.add(groups.size() == 1 ? sentence : group + ": " + sentence)));
        return sentences;
    }

    private static String group(Entry entry, List<Target> targets) {
        String target = targets.stream()
                .filter(each -> each.isOf(entry.representative().cell()))
                .map(Target::name)
                .findFirst()
                .orElseThrow();
        return entry.contestant() + " " + entry.contest().device() + " " + target;
    }

    private static Optional<String> sentence(List<Entry> entries, List<AccuracyDuel> duels) {
        List<Entry> ranked = new ArrayList<>(entries.stream()
                .sorted(Comparator.comparing(entry -> Objects.requireNonNullElse(entry.testMse(), Double.MAX_VALUE)))
                .toList());
        Optional<Entry> baseline =
                ranked.stream().filter(entry -> variant(entry).equals(BASELINE)).findFirst();
        baseline.ifPresent(ranked::remove);
        if (ranked.isEmpty() || (baseline.isEmpty() && ranked.size() < 2)) {
            return Optional.empty();
        }
        Entry best = ranked.get(0);
        Entry other = baseline.orElseGet(() -> ranked.get(1));
        return duels.stream()
                .filter(duel -> duel.isBetween(best, other))
                .findFirst()
                .map(duel -> sentence(best, other, duel));
    }

    private static String sentence(Entry best, Entry other, AccuracyDuel duel) {
        if (!duel.isEqualLength()) {
            return variant(best) + " reached " + AccuracyTexts.testMse(best) + " after " + steps(best) + ", "
                    + variant(other) + " " + AccuracyTexts.testMse(other) + " after " + steps(other)
                    + ": trained for unequal numbers of steps, they are not compared";
        }
        PairedComparison comparison = duel.comparison();
        String seeds = AccuracyTexts.seeds(comparison, best, other);
        String p = ", p = " + Formats.probability(duel.adjustedP());
        return switch (duel.result()) {
            case LOWER, HIGHER -> ordered(best, other) + ", " + seeds + p;
            case NO_DIFFERENCE -> unordered(best, other) + ", " + seeds + ": no difference shown" + p;
            default -> {
                if (comparison.seeds() == 1) {
                    yield ordered(best, other) + ", " + seeds;
                }
                yield overlap(best, other)
                        ? unordered(best, other) + ", " + seeds + ": they overlap, which shows no order"
                        : ordered(best, other) + ", " + seeds + " (not tested: it takes --repeats "
                                + PairedComparison.FEWEST_SEEDS + ")";
            }
        };
    }

    private static String ordered(Entry best, Entry other) {
        double mse = Objects.requireNonNull(best.testMse());
        return variant(best) + " reached " + AccuracyTexts.testMse(best) + ", "
                + relation(mse, Objects.requireNonNull(other.testMse())) + variant(other) + " ("
                + AccuracyTexts.testMse(other) + ")";
    }

    private static String unordered(Entry best, Entry other) {
        return variant(best) + " reached " + AccuracyTexts.testMse(best) + ", " + variant(other) + " "
                + AccuracyTexts.testMse(other);
    }

    private static boolean overlap(Entry one, Entry other) {
        Optional<SeedSpread> spread = other.testMseSpread();
        return one.testMseSpread()
                .filter(own -> spread.filter(own::overlaps).isEmpty())
                .isEmpty();
    }

    private static String steps(Entry entry) {
        List<Integer> taken = entry.ended().stream()
                .map(Completeness::stepsTaken)
                .distinct()
                .sorted()
                .toList();
        int most = taken.get(taken.size() - 1);
        return (taken.size() == 1 ? "" : taken.get(0) + " to ") + most + " steps";
    }

    private static String variant(Entry entry) {
        return entry.contest().variant();
    }

    private static String relation(double mse, double baseline) {
        if (mse == baseline) {
            return "the same as ";
        }
        double smaller = Math.min(mse, baseline);
        String times = smaller == 0 ? "" : Formats.times(Math.max(mse, baseline) / smaller) + " times ";
        return times + (mse < baseline ? "below " : "above ");
    }
}
