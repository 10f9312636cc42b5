package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.results.study.Forms.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** When each frequency is learned, with one scale and with many. */
final class FrequencyPrincipleStudy extends Study {

    /** Relative error below which a frequency counts as learned. */
    private static final double LEARNED = 0.5;

    /** Steps for the preset {@code quick}, whose own are too few to learn the highest frequency. */
    private static final int QUICK_STEPS = 1000;

    FrequencyPrincipleStudy() {
        super(
                "frequency-principle",
                "A network of one scale learns low frequencies first; one of many scales learns them together.",
                StudyForm.plain(Variant.SINGLE, Variant.MULTI));
    }

    @Override
    public OptionalInt steps(Preset preset) {
        return preset == Preset.QUICK ? OptionalInt.of(QUICK_STEPS) : super.steps(preset);
    }

    @Override
    public Drawing drawing() {
        return Drawing.FREQUENCIES;
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        return both(forms, (single, multi) -> {
            double[] frequencies = single.frequencies();
            List<Integer> order = new ArrayList<>();
            for (double k : frequencies) {
                order.add(single.stepsToFrequency(k, LEARNED).orElse(Integer.MAX_VALUE));
            }
            boolean ascending = order.stream().sorted().toList().equals(order)
                    && order.stream().distinct().count() > 1;
            return new Conclusion(
                    "With one scale, half of each frequency is learned " + times(single, frequencies)
                            + "; with many scales " + times(multi, frequencies) + ".",
                    ascending);
        });
    }

    private static String times(Form form, double[] frequencies) {
        List<String> texts = new ArrayList<>();
        for (double k : frequencies) {
            texts.add(number(k)
                    + form.stepsToFrequency(k, LEARNED)
                            .map(step -> " at step " + step)
                            .orElse(" not within " + form.cell().training().steps() + " steps"));
        }
        return "(k: step) " + String.join(", ", texts);
    }
}
