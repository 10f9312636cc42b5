package io.mscale.results.study;

import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Forms.Form;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Spread scales against equal scales. */
final class EqualScalesStudy extends Study {

    /** Ratio to the steps of spread scales above which training counts as slow. */
    private static final double SLOW = 1.5;

    EqualScalesStudy() {
        super(
                "equal-scales",
                "Scales that are all equal and large still learn slowly.",
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
        String sentence = forms.forms().stream()
                .map(form -> form.cell().setting() + " " + form.target() + " and " + form.mse() + " at the end")
                .collect(Collectors.joining("; with ", "With ", ""));
        double trainMse = equal.get(equal.size() - 1).trainMse();
        return Optional.of(new Conclusion(
                sentence + " (training MSE " + Formats.error(trainMse) + ").",
                equal.stream().allMatch(form -> stepsToTarget(form) > SLOW * stepsToTarget(spread))));
    }

    private static double stepsToTarget(Form form) {
        return form.stepsTo(TARGET).map(Integer::doubleValue).orElse(Double.POSITIVE_INFINITY);
    }
}
