package io.mscale.harness.plan;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import io.mscale.harness.cli.Choices;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The product of all options that have several values. Options that do not affect a variant do not multiply it: scales,
 * for example, are ignored for single-scale networks.
 */
public final class Grid {

    private Grid() {}

    /** The forms the options ask for, grouped by variant. */
    public static List<Form> of(RunOptions options) {
        List<Form> forms = new ArrayList<>();
        for (Variant variant : options.variants()) {
            settings(options, variant).forEach(setting -> forms.add(new Form(variant, setting)));
        }
        return forms;
    }

    private static List<Setting> settings(RunOptions options, Variant variant) {
        List<Setting> settings = List.of(Setting.PLAIN);
        settings = times(settings, options.recipes(), Recipe::id, Setting::withRecipe);
        if (variant.isMultiScale()) {
            settings = times(settings, options.scales(), scales -> "scales " + scales, Setting::withScales);
        }
        settings = times(settings, options.widths(), Grid::widths, Setting::withWidths);
        if (variant.isMultiScale() || variant == Variant.SINGLE) {
            settings = times(settings, options.firstActivation(), Grid::firstActivation, Setting::withFirstActivation);
        }
        settings = times(settings, options.learningRate(), Grid::learningRate, Setting::withLearningRate);
        return times(settings, options.seeds(), seed -> "seed " + seed, Setting::withSeed);
    }

    private static <T> List<Setting> times(
            List<Setting> settings,
            Choices<T> choices,
            Function<T, String> label,
            BiFunction<Setting, T, Setting> change) {
        boolean several = choices.values().size() > 1;
        List<Setting> product = new ArrayList<>();
        for (Setting setting : settings) {
            for (T value : choices.values()) {
                Setting changed = change.apply(setting, value);
                product.add(several ? changed.alsoLabelled(label.apply(value)) : changed);
            }
        }
        return choices.values().isEmpty() ? settings : product;
    }

    private static String widths(List<Integer> widths) {
        return "width " + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String firstActivation(ActivationPattern activation) {
        return "first " + activation.id();
    }

    private static String learningRate(double learningRate) {
        return "lr " + Double.toString(learningRate).replace(".0E", "e").replace("E", "e");
    }
}
