package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.Optional;

/** A single frequency, unchanged and stretched. */
final class StretchStudy extends Study {

    StretchStudy() {
        super("stretch", "Figure 1.1: stretching the coordinate turns a high frequency into a low one.");
    }

    @Override
    public List<StudyForm> forms(FittingTask task, PresetSettings settings) {
        return StudyForm.plain(Variant.SINGLE, Variant.MULTI);
    }

    @Override
    public String task() {
        return "stretch";
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        return both(
                forms,
                (plain, stretched) -> new Conclusion(
                        "Stretched by " + number(stretched.largestScale()) + ", test MSE " + Formats.error(TARGET)
                                + " is reached "
                                + stretched
                                        .stepsTo(TARGET)
                                        .map(step -> "at step " + step)
                                        .orElse("never") + " and "
                                + Formats.error(stretched.testMse()) + " after " + forms.steps()
                                + " steps; not stretched, the same network is at " + Formats.error(plain.testMse())
                                + ".",
                        stretched.testMse() * CLEARLY < plain.testMse()));
    }
}
