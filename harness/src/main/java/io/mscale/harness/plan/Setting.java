package io.mscale.harness.plan;

import io.mscale.api.network.ActivationPattern;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.ScaleChoice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to train a variant in a run that has several. What is not chosen here is decided by the options, the recipe and
 * the preset. Immutable; each {@code with} method gives a changed copy.
 */
public final class Setting {

    /** Nothing chosen, no label. */
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

    /** With this label instead of what it had. */
    public Setting labelled(String newLabel) {
        Setting copy = copy();
        copy.label = newLabel;
        return copy;
    }

    /** With this role in a study. */
    public Setting withRole(String value) {
        Setting copy = copy();
        copy.role = value;
        return copy;
    }

    /** With one more part of its label, such as {@code lr 1e-3}. */
    public Setting alsoLabelled(String part) {
        return labelled(label.isEmpty() ? part : label + ", " + part);
    }

    /** Undecided choices are this recipe's. */
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

    /** What tells it from the others of its run, as people read it; empty if there is one only. */
    public String label() {
        return label;
    }

    /** What it is for in its study; empty if its variant says so. */
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
