package io.mscale.harness.plan;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.ScaleChoice;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network form that a run trains: a variant and the choices made for it. Choices that are null here come from the
 * options, the recipe and the preset.
 */
public final class Form {

    final Variant variant;

    /** Distinguishes this form from the run's others of its variant; empty if there are none. */
    String label = "";

    /** Its role in a study; empty if the variant implies it. */
    String role = "";

    Recipe recipe = Recipe.OURS;

    @Nullable
    ScaleChoice scales;

    @Nullable
    Double learningRate;

    @Nullable
    List<Integer> widths;

    @Nullable
    ActivationPattern firstActivation;

    @Nullable
    ActivationPattern activation;

    @Nullable
    Long seed;

    /** A variant without any choices. */
    Form(Variant variant) {
        this.variant = variant;
    }

    /** A changed copy. */
    Form with(Consumer<Form> change) {
        Form copy = new Form(variant);
        copy.label = label;
        copy.role = role;
        copy.recipe = recipe;
        copy.scales = scales;
        copy.learningRate = learningRate;
        copy.widths = widths;
        copy.firstActivation = firstActivation;
        copy.activation = activation;
        copy.seed = seed;
        change.accept(copy);
        return copy;
    }
}
