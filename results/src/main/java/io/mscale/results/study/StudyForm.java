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
 * @param role its role in the study, recorded with its cells so that the study can find them; empty if the variant is
 *     enough
 * @param label distinguishes it from others of its variant, for display; empty if it is the only one
 * @param change how it differs from the task's suggestion
 */
public record StudyForm(Variant variant, String role, String label, Change change) {

    /** Difference between a form and the task's suggestion. */
    public sealed interface Change {}

    public record None() implements Change {}

    public record PublishedRecipe() implements Change {}

    public record OfScales(Scales scales) implements Change {}

    public record FirstActivation(ActivationPattern activation) implements Change {}

    public record OtherActivations(Activation activation) implements Change {}

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
