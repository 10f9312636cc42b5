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

/**
 * A claim and how it is examined: the task, the forms that are trained, the steps, what is drawn, and what the numbers then
 * say of the claim. {@link Studies} has them all.
 */
public abstract class Study implements Named {

    /** A test MSE that counts as learned. */
    static final double TARGET = 1e-2;

    /** A factor between two errors that nobody disputes. */
    static final double CLEARLY = 5;

    /** Steps of the preset {@code paper}: the claims show long before its own are taken. */
    private static final int PAPER_STEPS = 1000;

    private final String id;
    private final String claim;

    Study(String id, String claim) {
        this.id = id;
        this.claim = claim;
    }

    @Override
    public final String id() {
        return id;
    }

    /** What is claimed, a sentence. */
    public final String claim() {
        return claim;
    }

    /** The id of the task that is fitted. */
    public String task() {
        return "fit1d";
    }

    /** The steps to take where the preset's are too few to see the claim, or more than are worth waiting for. */
    public OptionalInt steps(Preset preset) {
        return preset == Preset.PAPER ? OptionalInt.of(PAPER_STEPS) : OptionalInt.empty();
    }

    /** What is trained. */
    public abstract List<StudyForm> forms(FittingTask task, PresetSettings settings);

    /** What its figure shows. */
    public StudyDrawing drawing() {
        return StudyDrawing.TEST_ERRORS;
    }

    /** What was measured; empty if too little ended well to say anything. Of several backends the first one's. */
    public final Optional<Conclusion> conclude(Evidence evidence) {
        return Forms.of(evidence).flatMap(this::conclude);
    }

    abstract Optional<Conclusion> conclude(Forms forms);

    /** What two forms come to. */
    interface Pair {
        Conclusion conclude(Form single, Form multi);
    }

    static Optional<Conclusion> both(Forms forms, Pair pair) {
        Optional<Form> single = forms.variant(Variant.SINGLE);
        Optional<Form> multi = forms.variant(Variant.MULTI);
        return single.isPresent() && multi.isPresent()
                ? Optional.of(pair.conclude(single.get(), multi.get()))
                : Optional.empty();
    }

    /** The forms, the least test error first. */
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
