package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.api.option.Named;
import io.mscale.api.task.Preset;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Conclusion.Finding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A claim and the experiment that tests it: the task, the forms trained, the steps, the figure, and the conclusion
 * drawn from the numbers. {@link Studies} lists them all.
 */
public abstract class Study implements Named {

    /** Seeds of every form unless the user says otherwise; fewer have no interval, and so no verdict. */
    public static final int SEEDS = 5;

    /** Ratio of two errors that counts as a clear difference. */
    static final double CLEARLY = 5;

    /** Steps for the preset {@code paper}: the claims show long before its own steps are done. */
    private static final int PAPER_STEPS = 1000;

    /** Steps for the preset {@code quick} where a network of one scale has to learn several frequencies. */
    private static final int HIGH_FREQUENCY_STEPS = 1000;

    private static final String FIT1D = "fit1d";

    private final String id;
    private final String claim;
    private final List<StudyForm> forms;

    Study(String id, String claim, StudyForm... forms) {
        this.id = id;
        this.claim = claim;
        this.forms = List.of(forms);
    }

    /** Content of a study's figure. */
    public enum Drawing {
        /** The test error of every form over the steps. */
        TEST_ERRORS(""),
        /** The same with a panel for each part of the target, whose errors are not comparable with those of others. */
        ERRORS_BY_PART(""),
        /** The relative error of every frequency over the steps. */
        FREQUENCIES(""),
        /** The final errors over the largest scale. */
        LARGEST_SCALES(""),
        /** The target with its coordinate as it is and stretched, each with its spectrum. */
        STRETCHED_TARGET("-target"),
        /** What the tangent kernel predicts of every frequency against the step at which it is learned. */
        KERNEL("");

        private final String ending;

        Drawing(String ending) {
            this.ending = ending;
        }

        /** What its file's name adds to the study's. */
        public String ending() {
            return ending;
        }
    }

    @Override
    public final String id() {
        return id;
    }

    public final String claim() {
        return claim;
    }

    /** The task it is run on unless the user names another. */
    public String task() {
        return FIT1D;
    }

    /** Whether the claim is about its own task alone. */
    public boolean isBoundToItsTask() {
        return false;
    }

    /** The number of steps, where the preset has too few to test the claim or more than needed; else empty. */
    public final OptionalInt steps(Preset preset) {
        return switch (preset) {
            case SMOKE -> OptionalInt.empty();
            case QUICK -> waitsForHighFrequencies() ? OptionalInt.of(HIGH_FREQUENCY_STEPS) : OptionalInt.empty();
            case PAPER -> OptionalInt.of(paperSteps());
        };
    }

    /** The number of steps at the size of the publication. */
    int paperSteps() {
        return PAPER_STEPS;
    }

    /** Whether the claim shows only when a network of one scale has had the time to learn several frequencies. */
    boolean waitsForHighFrequencies() {
        return false;
    }

    /** Whether it needs the error at the training points, which there is none of where the data hold an equation. */
    public boolean needsTrainingError() {
        return needsKernel();
    }

    /** Whether the tangent kernel at the initial parameters is computed for every cell. */
    public boolean needsKernel() {
        return false;
    }

    /** Whether there are as many training samples as a step takes. */
    public final boolean takesAllSamplesInEveryStep() {
        return forms.stream()
                .flatMap(form -> form.changes().stream())
                .anyMatch(StudyForm.FullBatches.class::isInstance);
    }

    /** The networks that are trained. */
    public final List<StudyForm> forms() {
        return forms;
    }

    /** The names of the options of its task that the study chooses itself. */
    public final Set<String> taskChoices() {
        return forms.stream()
                .flatMap(form -> form.changes().stream())
                .filter(StudyForm.TaskChoice.class::isInstance)
                .map(change -> ((StudyForm.TaskChoice) change).name())
                .collect(Collectors.toSet());
    }

    /** Its figures; the first is the one that the conclusion is about. */
    public List<Drawing> drawings() {
        return List.of(Drawing.TEST_ERRORS);
    }

    /** The conclusion from what was measured. With several backends, the first one's. */
    public final Conclusion conclude(Evidence evidence) {
        StudyResults results = StudyResults.of(forms, evidence);
        List<String> missing = new ArrayList<>(results.missing());
        List<Finding> findings = List.of();
        // Findings compare forms; without all of them there is nothing to compare.
        if (results.forms().size() == forms.size()) {
            try {
                findings = findings(results);
            } catch (RuntimeException e) {
                // Records may hold what no study expects; that must not cost the rest of a report.
                missing.add("the measurements could not be evaluated: " + e);
            }
        }
        return new Conclusion(findings, missing);
    }

    /** What was measured, part by part of the claim. Called with all forms only. */
    abstract List<Finding> findings(StudyResults results);

    /** The form of a variant that has a single form. */
    static TrainedForm variant(StudyResults results, Variant variant) {
        return results.forms().stream()
                .filter(form -> form.form().variant() == variant)
                .findFirst()
                .orElseThrow();
    }

    static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public final String toString() {
        return id;
    }
}
