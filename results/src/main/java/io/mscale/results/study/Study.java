package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.api.option.Named;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Forms.Form;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * A claim and the experiment that tests it: the task, the forms trained, the steps, the figure, and the conclusion
 * drawn from the numbers. {@link Studies} lists them all.
 */
public abstract class Study implements Named {

    /** Test MSE below which a target counts as learned. */
    static final double TARGET = 1e-2;

    /** Ratio of two errors that counts as a clear difference. */
    static final double CLEARLY = 5;

    /** Steps for the preset {@code paper}: the claims show long before its own steps are done. */
    private static final int PAPER_STEPS = 1000;

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
        TEST_ERRORS,
        /** The relative error of every frequency over the steps. */
        FREQUENCIES,
        /** The final errors over the largest scale. */
        LARGEST_SCALES
    }

    @Override
    public final String id() {
        return id;
    }

    public final String claim() {
        return claim;
    }

    public String task() {
        return "fit1d";
    }

    /** The number of steps, where the preset has too few to test the claim or more than needed; else empty. */
    public OptionalInt steps(Preset preset) {
        return preset == Preset.PAPER ? OptionalInt.of(PAPER_STEPS) : OptionalInt.empty();
    }

    public List<StudyForm> forms(FittingTask task, PresetSettings settings) {
        return forms;
    }

    public Drawing drawing() {
        return Drawing.TEST_ERRORS;
    }

    /** The conclusion; empty if too few cells ended normally. With several backends, the first one's. */
    public final Optional<Conclusion> conclude(Evidence evidence) {
        return Forms.of(evidence).flatMap(this::conclude);
    }

    abstract Optional<Conclusion> conclude(Forms forms);

    /** Draws a conclusion from the forms of one scale and of many scales. */
    static Optional<Conclusion> both(Forms forms, BiFunction<Form, Form, Conclusion> conclude) {
        return forms.variant(Variant.SINGLE)
                .flatMap(single -> forms.variant(Variant.MULTI).map(multi -> conclude.apply(single, multi)));
    }

    static List<Form> ranked(List<Form> forms) {
        return forms.stream().sorted(Comparator.comparingDouble(Form::testMse)).toList();
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    @Override
    public final String toString() {
        return id;
    }
}
