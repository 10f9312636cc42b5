package io.mscale.harness.study;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.ScaleChoice;
import io.mscale.harness.cli.StudyOptions;
import io.mscale.harness.plan.Form;
import io.mscale.harness.plan.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The forms that each study trains. */
public final class StudyForms {

    private static final List<Integer> LARGEST_SCALES = List.of(50, 100, 200, 500, 1000, 2000);
    private static final int SCALES = 100;

    private final PresetSettings settings;
    private final FittingTask task;

    private StudyForms(FittingTask task, PresetSettings settings) {
        this.task = task;
        this.settings = settings;
    }

    /** The forms of the study that was asked for. */
    public static List<Form> of(StudyOptions options, FittingTask task) {
        StudyForms forms = new StudyForms(task, task.settings(options.preset()));
        return switch (options.topic()) {
            case CHAPTER -> forms.chapter();
            case FREQUENCY_PRINCIPLE, STRETCH -> plain(Variant.SINGLE, Variant.MULTI);
            case ACTIVATIONS -> activations();
            case SCALES_TOO_LARGE -> scalesTooLarge();
            case EQUAL_SCALES -> equalScales();
            case STRUCTURES -> forms.structures();
            case BASELINES ->
                plain(Variant.SINGLE, Variant.MULTI, Variant.FOURIER, Variant.NERF, Variant.SIREN, Variant.MFF);
        };
    }

    private static List<Form> plain(Variant... variants) {
        return Arrays.stream(variants)
                .map(variant -> new Form(variant, Setting.PLAIN))
                .toList();
    }

    private List<Form> chapter() {
        Setting published = Setting.PLAIN.withRecipe(Recipe.PUBLISHED).labelled("published");
        return Stream.concat(
                        plain(Variant.SINGLE, Variant.MULTI).stream(), Stream.of(new Form(Variant.MULTI, published)))
                .toList();
    }

    private static List<Form> activations() {
        List<Form> forms = new ArrayList<>();
        for (ActivationPattern activation : ActivationPattern.all()) {
            if (activation != Activation.IDENTITY) {
                forms.add(multi(Setting.PLAIN.withFirstActivation(activation).labelled("first " + activation)));
            }
        }
        for (Activation activation : List.of(
                Activation.RELU,
                Activation.TANH,
                Activation.SIN,
                Activation.GELU,
                Activation.PHI,
                Activation.SIGMOID)) {
            forms.add(multi(Setting.PLAIN.withActivation(activation).labelled("others " + activation)));
        }
        return forms;
    }

    private static List<Form> scalesTooLarge() {
        return LARGEST_SCALES.stream()
                .map(largest -> multi(scales("scales up to " + largest, evenly(largest))))
                .toList();
    }

    /** As many scales for each, evenly up to the largest. */
    private static Scales evenly(int largest) {
        return new Scales.Explicit(IntStream.rangeClosed(1, SCALES)
                .mapToObj(i -> (double) largest * i / SCALES)
                .toList());
    }

    private static List<Form> equalScales() {
        return List.of(
                multi(scales("scales 1 to 200", new Scales.Linear(200))),
                multi(scales("all scales 200", new Scales.Constant(200, 1))),
                multi(scales("all scales 2000", new Scales.Constant(2000, 1))));
    }

    /** Subnetworks have fewer weights; theirs are widened behind the first layer until the number of parameters is the same. */
    private List<Form> structures() {
        int wanted = parameters(Variant.MULTI, settings.hiddenWidths());
        List<Integer> widths = settings.hiddenWidths();
        for (int percent = 105; widths.size() > 1 && parameters(Variant.MULTI2, widths) < wanted; percent += 5) {
            List<Integer> wider = new ArrayList<>(settings.hiddenWidths());
            for (int layer = 1; layer < wider.size(); layer++) {
                wider.set(layer, settings.hiddenWidths().get(layer) * percent / 100);
            }
            widths = wider;
        }
        Setting wide = Setting.PLAIN.withWidths(widths);
        return Stream.concat(plain(Variant.SINGLE, Variant.MULTI).stream(), Stream.of(new Form(Variant.MULTI2, wide)))
                .toList();
    }

    private int parameters(Variant variant, List<Integer> widths) {
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

    private static Setting scales(String label, Scales scales) {
        return Setting.PLAIN.withScales(ScaleChoice.of(scales)).labelled(label);
    }

    private static Form multi(Setting setting) {
        return new Form(Variant.MULTI, setting);
    }
}
