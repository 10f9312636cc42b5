package io.mscale.results.study;

import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Forms.Form;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Spread scales against equal scales. */
final class EqualScalesStudy extends Study {

    EqualScalesStudy() {
        super("equal-scales", "Scales that are all equal and large still learn slowly.");
    }

    /** Ratio to the steps of spread scales above which training counts as slow. */
    private static final double SLOW = 1.5;

    @Override
    public List<StudyForm> forms(FittingTask task, PresetSettings settings) {
        return List.of(
                scales("scales 1 to 200", new Scales.Linear(200)),
                scales("all scales 200", new Scales.Constant(200, 1)),
                scales("all scales 2000", new Scales.Constant(2000, 1)));
    }

    private static StudyForm scales(String label, Scales scales) {
        return new StudyForm(Variant.MULTI, "", label, new StudyForm.OfScales(scales));
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        if (forms.forms().size() < 2) {
            return Optional.empty();
        }
        Form spread = forms.forms().get(0);
        List<Form> equal = forms.forms().subList(1, forms.forms().size());
        boolean slower = equal.stream().allMatch(form -> stepsToTarget(form) > SLOW * stepsToTarget(spread));
        return Optional.of(new Conclusion(
                forms.forms().stream()
                                .map(form ->
                                        "With " + form.setting() + " test MSE " + Formats.error(TARGET) + " is reached "
                                                + form.stepsTo(TARGET)
                                                        .map(step -> "at step " + step)
                                                        .orElse("never")
                                                + " and " + Formats.error(form.testMse()) + " at the end")
                                .collect(Collectors.joining("; "))
                                .replace("; With", "; with")
                        + " (training MSE "
                        + Formats.error(equal.get(equal.size() - 1).trainMse()) + ").",
                slower));
    }

    private static double stepsToTarget(Form form) {
        return form.stepsTo(TARGET).map(Integer::doubleValue).orElse(Double.POSITIVE_INFINITY);
    }
}
