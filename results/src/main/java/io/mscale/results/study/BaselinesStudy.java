package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.results.study.Forms.Form;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The multi-scale network against other approaches to high frequencies. */
final class BaselinesStudy extends Study {

    /** Test errors within this factor of each other count as equal. */
    private static final double EQUAL = 1.5;

    BaselinesStudy() {
        super(
                "baselines",
                "A multi-scale network is as accurate as Fourier features, NeRF's encoding, SIREN and mff.",
                StudyForm.plain(
                        Variant.SINGLE, Variant.MULTI, Variant.FOURIER, Variant.NERF, Variant.SIREN, Variant.MFF));
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        Optional<Form> multi = forms.variant(Variant.MULTI);
        if (multi.isEmpty() || forms.forms().size() < 2) {
            return Optional.empty();
        }
        List<Form> ranked = ranked(forms.forms());
        return Optional.of(new Conclusion(
                "Test MSE after " + forms.steps() + " steps, best first: "
                        + ranked.stream()
                                .map(form -> form.cell().variant() + " " + form.mse())
                                .collect(Collectors.joining(", "))
                        + ".",
                multi.get().testMse() <= EQUAL * ranked.get(0).testMse()));
    }
}
