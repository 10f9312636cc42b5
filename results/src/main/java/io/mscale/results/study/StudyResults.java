package io.mscale.results.study;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Completeness;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import io.mscale.results.study.Conclusion.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The forms of a study as one backend trained them.
 *
 * @param forms in the order of the plan, without those that have no cell that ended normally
 * @param missing what keeps the forms from being compared, a reason each
 */
record StudyResults(List<TrainedForm> forms, List<String> missing) {

    StudyResults {
        forms = List.copyOf(forms);
        missing = List.copyOf(missing);
    }

    /** The results of the first backend. */
    static StudyResults of(List<StudyForm> planned, Evidence evidence) {
        List<ReportedCell> cells = evidence.cells().stream()
                .filter(cell -> cell.contestant().equals(evidence.contestants().get(0)))
                .toList();
        List<TrainedForm> forms = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (StudyForm form : planned) {
            List<ReportedCell> own =
                    cells.stream().filter(cell -> form.matches(cell.cell())).toList();
            List<ReportedCell> usable =
                    own.stream().filter(cell -> isUsable(cell.cell())).toList();
            own.stream()
                    .map(ReportedCell::cell)
                    .filter(cell -> cell.isOk() && !isUsable(cell))
                    .forEach(cell -> missing.add(form.name() + " did not pass its checks with seed " + cell.seed()));
            if (own.isEmpty()) {
                missing.add(form.name() + " was not trained");
            }
            if (!usable.isEmpty()) {
                forms.add(new TrainedForm(form, usable));
            }
        }
        missing.addAll(seedsLacking(forms));
        missing.addAll(Completeness.of(evidence).missing());
        return new StudyResults(forms, missing);
    }

    private static boolean isUsable(CellRecord cell) {
        return cell.isOk() && CellMeasures.passedParity(cell) && cell.testMse() != null;
    }

    /** What the seeds lack for a comparison of the forms. */
    private static List<String> seedsLacking(List<TrainedForm> forms) {
        List<String> found = new ArrayList<>();
        Set<Set<Long>> seeds = forms.stream()
                .map(form -> form.cells().stream().map(CellRecord::seed).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
        int fewest = seeds.stream().mapToInt(Set::size).min().orElse(0);
        if (seeds.size() > 1) {
            found.add("not all forms were trained with the same seeds");
        }
        if (fewest < Study.SEEDS && !forms.isEmpty()) {
            found.add((fewest == 1 ? "one seed has" : fewest + " seeds have") + " no interval, " + Study.SEEDS
                    + " are needed");
        }
        return found;
    }

    /** The form with a role. Only called if no form is missing. */
    TrainedForm role(String role) {
        return forms.stream()
                .filter(form -> form.form().role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** The forms whose roles begin so, best first: ascending by their median test MSE. */
    List<TrainedForm> ranked(String roles) {
        return forms.stream()
                .filter(form -> form.form().role().startsWith(roles))
                .sorted(Comparator.comparingDouble(form -> form.testMse().median()))
                .toList();
    }

    /** The steps that every cell was trained for. */
    int steps() {
        return Completeness.stepsTaken(forms.get(0).any());
    }

    /** The size and the seeds, for the beginning of a sentence: "at quick size after 300 steps, over 5 seeds". */
    String conditions() {
        CellRecord any = forms.get(0).any();
        int seeds = forms.stream().mapToInt(form -> form.cells().size()).min().orElse(0);
        return "at " + any.preset() + " size after " + steps() + " steps, "
                + (seeds == 1 ? "with one seed" : "over " + seeds + " seeds");
    }

    /** The test MSE at which the task counts as learned. */
    double targetMse() {
        return forms.get(0).any().measurement().targetMse();
    }

    /** The last published test MSE for a variant of the task. */
    Optional<PublishedCurves.Point> published(String variant) {
        return PublishedCurves.of(forms.get(0).any()).curves().stream()
                .filter(curve -> curve.variant().equals(variant))
                .map(curve -> curve.points().get(curve.points().size() - 1))
                .findFirst();
    }

    /**
     * How soon many scales pass the error that is published for them.
     *
     * @param units what the publication counts its steps in
     * @param sooner how many times sooner than published they have to be there
     */
    Finding passing(TrainedForm multi, String units, double sooner) {
        return published(multi.form().variant().id())
                .map(point -> {
                    OverSeeds steps = multi.stepsToTestMse(point.testMse());
                    return new Finding(
                            "many scales are below the test MSE published for them after " + point.step() + " " + units
                                    + " at paper size, " + Formats.error(point.testMse()) + ", from step "
                                    + steps.inWords(Formats::count) + " on",
                            steps.isBelow(point.step() / sooner));
                })
                .orElseGet(() -> new Finding("there is no published error", Verdict.CANNOT_TELL));
    }

    /** How many times as large the test MSE of one form is as that of another, seed by seed. */
    static OverSeeds testErrorRatio(TrainedForm numerator, TrainedForm denominator) {
        return numerator.testMse().over(denominator.testMse());
    }

    /** A ratio in words: "12 times [8.1, 17]". */
    static String times(OverSeeds ratio) {
        return ratio.inWords(StudyResults::factor, " times");
    }

    /** A rank correlation, two digits. */
    static String correlation(double tau) {
        return String.format(Locale.ROOT, "%.2f", tau);
    }

    /** A ratio of any size, two digits. */
    static String factor(double ratio) {
        return ratio >= 0.995
                ? Formats.times(ratio)
                : ratio >= 0.01 ? String.format(Locale.ROOT, "%.2g", ratio) : Formats.error(ratio);
    }
}
