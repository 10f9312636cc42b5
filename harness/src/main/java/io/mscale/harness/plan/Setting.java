package io.mscale.harness.plan;

import io.mscale.api.network.ActivationPattern;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.ScaleChoice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The choices for one form of a variant. Choices not made here come from the options, the recipe and the preset.
 * Immutable; each {@code with} method returns a modified copy.
 */
public final class Setting {

    /** No choices and no label. */
    public static final Setting PLAIN = new Setting();

    private String label = "";
    private String role = "";
    private Recipe recipe = Recipe.OURS;
    private @Nullable ScaleChoice scales;
    private @Nullable Double learningRate;
    private @Nullable List<Integer> widths;
    private @Nullable ActivationPattern firstActivation;
    private @Nullable ActivationPattern activation;
    private @Nullable Long seed;

    private Setting() {}

    private Setting copy() {
        Setting copy = new Setting();
        copy.label = label;
        copy.role = role;
        copy.recipe = recipe;
        copy.scales = scales;
        copy.learningRate = learningRate;
        copy.widths = widths;
        copy.firstActivation = firstActivation;
        copy.activation = activation;
        copy.seed = seed;
        return copy;
    }

    /** A copy with a different label. */
    public Setting labelled(String newLabel) {
        Setting copy = copy();
        copy.label = newLabel;
        return copy;
    }

    /** A copy with a role in a study. */
    public Setting withRole(String value) {
        Setting copy = copy();
        copy.role = value;
        return copy;
    }

    /** A copy with a part appended to its label, such as {@code lr 1e-3}. */
    public Setting alsoLabelled(String part) {
        return labelled(label.isEmpty() ? part : label + ", " + part);
    }

    /** A copy with a recipe as the source of defaults. */
    public Setting withRecipe(Recipe value) {
        Setting copy = copy();
        copy.recipe = value;
        return copy;
    }

    public Setting withScales(ScaleChoice value) {
        Setting copy = copy();
        copy.scales = value;
        return copy;
    }

    public Setting withLearningRate(double value) {
        Setting copy = copy();
        copy.learningRate = value;
        return copy;
    }

    public Setting withWidths(List<Integer> value) {
        Setting copy = copy();
        copy.widths = List.copyOf(value);
        return copy;
    }

    public Setting withFirstActivation(ActivationPattern value) {
        Setting copy = copy();
        copy.firstActivation = value;
        return copy;
    }

    public Setting withActivation(ActivationPattern value) {
        Setting copy = copy();
        copy.activation = value;
        return copy;
    }

    public Setting withSeed(long value) {
        Setting copy = copy();
        copy.seed = value;
        return copy;
    }

    /** A readable label that distinguishes this setting from the run's others; empty if there are none. */
    public String label() {
        return label;
    }

    /** Its role in a study; empty if the variant implies it. */
    public String role() {
        return role;
    }

    public Recipe recipe() {
        return recipe;
    }

    public Optional<ScaleChoice> scales() {
        return Optional.ofNullable(scales);
    }

    public Optional<Double> learningRate() {
        return Optional.ofNullable(learningRate);
    }

    public Optional<List<Integer>> widths() {
        return Optional.ofNullable(widths);
    }

    public Optional<ActivationPattern> firstActivation() {
        return Optional.ofNullable(firstActivation);
    }

    public Optional<ActivationPattern> activation() {
        return Optional.ofNullable(activation);
    }

    public Optional<Long> seed() {
        return Optional.ofNullable(seed);
    }
}
