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
 * @param role what it is for in its study, recorded with its cells so that the study finds them again; empty if the variant
 *     says enough
 * @param label what tells it from others of its variant, as people read it; empty if nothing has to
 * @param change in what it differs from what the task suggests
 */
public record StudyForm(Variant variant, String role, String label, Change change) {

    /** In what a form differs from what its task suggests. */
    public sealed interface Change {}

    /** In nothing. */
    public record None() implements Change {}

    /** The chapter's own recipe. */
    public record PublishedRecipe() implements Change {}

    /** Its scales. */
    public record OfScales(Scales scales) implements Change {}

    /** The activation of the first layer. */
    public record FirstActivation(ActivationPattern activation) implements Change {}

    /** The activation of all other layers. */
    public record OtherActivations(Activation activation) implements Change {}

    /** The widths of the hidden layers. */
    public record OfWidths(List<Integer> widths) implements Change {

        public OfWidths {
            widths = List.copyOf(widths);
        }
    }

    /** The variant as the task suggests it. */
    static StudyForm plain(Variant variant) {
        return new StudyForm(variant, "", "", new None());
    }

    static List<StudyForm> plain(Variant... variants) {
        return Stream.of(variants).map(StudyForm::plain).toList();
    }
}
