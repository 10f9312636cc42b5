package io.mscale.results.study;

import io.mscale.api.network.Variant;
import java.util.Optional;

/** A single frequency, unchanged and stretched. */
final class StretchStudy extends Study {

    StretchStudy() {
        super(
                "stretch",
                "Figure 1.1: stretching the coordinate turns a high frequency into a low one.",
                StudyForm.plain(Variant.SINGLE, Variant.MULTI));
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
                        "Stretched by " + number(stretched.largestScale()) + ", " + stretched.target() + " and "
                                + stretched.mse() + " after " + forms.steps()
                                + " steps; not stretched, the same network is at " + plain.mse() + ".",
                        stretched.testMse() * CLEARLY < plain.testMse()));
    }
}
