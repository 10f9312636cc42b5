package io.mscale.results.study;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network that a study trains.
 *
 * @param variant its variant
 * @param role its role in the study, recorded with its cells so that the study can find them; empty if the variant is
 *     enough
 * @param label distinguishes it from others of its variant, for display; empty if it is the only one
 * @param change how it differs from the task's suggestion
 */
public record StudyForm(Variant variant, String role, String label, Change change) {

    /** Difference between a form and the task's suggestion. */
    public sealed interface Change {}

    /** No difference. */
    public record None() implements Change {}

    /** The chapter's own recipe. */
    public record PublishedRecipe() implements Change {}

    /** Other scales. */
    public record OfScales(Scales scales) implements Change {}

    /** Another activation of the first layer. */
    public record FirstActivation(ActivationPattern activation) implements Change {}

    /** Another activation of all other layers. */
    public record OtherActivations(Activation activation) implements Change {}

    /** Other widths of the hidden layers. */
    public record OfWidths(List<Integer> widths) implements Change {

        public OfWidths {
            widths = List.copyOf(widths);
        }
    }

    /** A variant as the task suggests it. */
    static StudyForm plain(Variant variant) {
        return new StudyForm(variant, "", "", new None());
    }

    static StudyForm[] plain(Variant... variants) {
        return Stream.of(variants).map(StudyForm::plain).toArray(StudyForm[]::new);
    }
}
