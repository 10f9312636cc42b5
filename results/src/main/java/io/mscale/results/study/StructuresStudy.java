package io.mscale.results.study;

import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Forms.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A single scale against both multi-scale structures with an equal number of parameters. */
final class StructuresStudy extends Study {

    StructuresStudy() {
        super(
                "structures",
                "Both multi-scale structures, one network or parallel subnetworks, learn what one scale does not.");
    }

    /**
     * Subnetworks have fewer weights, so their layers after the first are widened until the number of parameters is
     * the same.
     */
    @Override
    public List<StudyForm> forms(FittingTask task, PresetSettings settings) {
        int wanted = parameters(task, settings, Variant.MULTI, settings.hiddenWidths());
        List<Integer> widths = settings.hiddenWidths();
        for (int percent = 105;
                widths.size() > 1 && parameters(task, settings, Variant.MULTI2, widths) < wanted;
                percent += 5) {
            List<Integer> wider = new ArrayList<>(settings.hiddenWidths());
            for (int layer = 1; layer < wider.size(); layer++) {
                wider.set(layer, settings.hiddenWidths().get(layer) * percent / 100);
            }
            widths = wider;
        }
        return List.of(
                StudyForm.plain(Variant.SINGLE),
                StudyForm.plain(Variant.MULTI),
                new StudyForm(Variant.MULTI2, "", "", new StudyForm.OfWidths(widths)));
    }

    private static int parameters(FittingTask task, PresetSettings settings, Variant variant, List<Integer> widths) {
        NetworkRequest request = new NetworkRequest(
                task.domain().dimension(),
                widths,
                task.outputDimension(),
                variant == Variant.MULTI2 ? settings.subnetScales() : settings.scales(),
                settings.firstActivation(),
                settings.activation(),
                false,
                settings.baselines());
        return ParameterLayout.of(variant.network(request)).size();
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        Optional<Form> single = forms.variant(Variant.SINGLE);
        List<Form> multis = forms.forms().stream()
                .filter(form -> form.cell().variant().isMultiScale())
                .toList();
        if (single.isEmpty() || multis.isEmpty()) {
            return Optional.empty();
        }
        double mse = single.get().testMse();
        return Optional.of(new Conclusion(
                "After " + forms.steps() + " steps "
                        + forms.forms().stream()
                                .map(form -> form.cell().variant() + " ("
                                        + form.cell().parameters()
                                        + " parameters"
                                        + (form.entry().step() == null
                                                ? ""
                                                : ", "
                                                        + Formats.duration(
                                                                form.entry().step()) + " a step")
                                        + ") is at " + form.mse())
                                .collect(Collectors.joining(", "))
                        + ".",
                multis.stream().allMatch(form -> form.testMse() * CLEARLY < mse)));
    }
}
