package io.mscale.report.text;

import io.mscale.record.run.Yardstick;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of standard methods: whether the best network beats them, and why there is none. */
final class ClassicalTexts {

    /** Errors nearer to each other than this factor are called about the same. */
    private static final double ABOUT_THE_SAME = 1.1;

    /**
     * Finite differences are refined until they are as accurate as the best network. The grid that is may be that much better:
     * it has half as many intervals again as one that is not, and errors fall with their square.
     */
    private static final double ONE_GRID = Math.pow(1.5, 4);

    /** From this relative error on, little is better than the target's mean, and nothing was learned. */
    private static final double NOT_LEARNED = 0.9;

    private ClassicalTexts() {}

    /**
     * A sentence for each standard method.
     *
     * @param entries networks whose test errors count
     */
    static List<String> sentences(Evidence evidence, List<Entry> entries) {
        return Classical.of(evidence).stream()
                .flatMap(classical -> best(classical, entries).map(best -> sentence(classical, best)).stream())
                .map(Text::oneLine)
                .toList();
    }

    private static Optional<Entry> best(Classical classical, List<Entry> entries) {
        return entries.stream()
                .filter(entry ->
                        classical.isOfTheTargetOf(entry.representative().cell()))
                .filter(entry ->
                        classical.runMarks().contains(entry.representative().runMark()))
                .filter(entry -> entry.testMse() != null)
                .min(Comparator.comparingDouble(ClassicalTexts::testMse));
    }

    private static double testMse(Entry entry) {
        Double mse = entry.testMse();
        return mse == null ? Double.POSITIVE_INFINITY : mse;
    }

    private static String sentence(Classical classical, Entry best) {
        Double mse = classical.testMse();
        double ofMethod = mse == null ? Double.POSITIVE_INFINITY : mse;
        double ofNetwork = testMse(best);
        String network = best.contestant() + " " + best.contest().variant();
        String method = inWords(classical.seeds().get(0));
        String time = ", in " + Formats.duration(classical.seconds());
        if (isNotLearned(classical.relativeL2()) && isNotLearned(best.relativeL2())) {
            return classical.where() + ": neither " + method + " nor the best network, " + network
                    + ", learned the target: test MSE " + Formats.error(ofMethod) + " and " + Formats.error(ofNetwork)
                    + time;
        }
        boolean isRefined = classical.seeds().get(0).isOfAnEquation() && ofMethod <= ofNetwork;
        if (isRefined && ofNetwork <= ONE_GRID * ofMethod) {
            return classical.where() + ": " + method + " is at least as accurate as the best network, " + network
                    + ": test MSE " + Formats.error(ofMethod) + " and " + Formats.error(ofNetwork) + time;
        }
        double ratio = ofMethod / ofNetwork;
        if (ofMethod == ofNetwork || (ratio < ABOUT_THE_SAME && ratio > 1 / ABOUT_THE_SAME)) {
            return classical.where() + ": " + method + " is about as accurate as the best network, " + network
                    + ": test MSE " + Formats.error(ofMethod) + " and " + Formats.error(ofNetwork) + time;
        }
        return ofMethod < ofNetwork
                ? classical.where() + ": " + method + " is more accurate than any network: test MSE "
                        + Formats.error(ofMethod) + time + "; the best, " + network + ", has "
                        + Formats.error(ofNetwork)
                : classical.where() + ": the best network, " + network + ", is more accurate than " + method
                        + ": test MSE " + Formats.error(ofNetwork) + " against " + Formats.error(ofMethod) + time;
    }

    private static boolean isNotLearned(@Nullable Double relativeL2) {
        return relativeL2 != null && relativeL2 >= NOT_LEARNED;
    }

    private static String inWords(Yardstick any) {
        if (any.isOfAnEquation()) {
            return "a solution by " + any.kind() + " ("
                    + any.method().substring(any.kind().length()).replaceFirst("^, *", "") + " intervals)";
        }
        String article = any.method().equals("nearest neighbours") ? "the mean of the " : "a ";
        return article + any.method() + " fitted to the same points";
    }

    /** Why standard methods are missing, a line each. */
    static List<String> problems(Evidence evidence) {
        List<String> problems = new ArrayList<>();
        for (ReportedRun run : evidence.runs()) {
            for (Yardstick yardstick : run.record().yardsticks()) {
                if (yardstick.problem() != null) {
                    String samples = evidence.samples(yardstick);
                    problems.add((run.mark().isEmpty() ? "" : "[" + run.mark() + "] ")
                            + evidence.targetName(yardstick) + (samples.isEmpty() ? "" : ", " + samples) + ", seed "
                            + yardstick.seed() + ": no classical method to compare with: " + yardstick.problem());
                }
            }
        }
        return problems;
    }
}
