package io.mscale.results.study;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.record.cell.CellRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network that a study trains.
 *
 * @param role its role in the study, recorded with its cells so that the study can find them; empty if the variant is
 *     enough
 * @param label distinguishes it from others of its variant, for display; empty if it is the only one
 * @param changes how it differs from the task's suggestion
 */
public record StudyForm(Variant variant, String role, String label, List<Change> changes) {

    public StudyForm {
        changes = List.copyOf(changes);
    }

    /** A form with changes. */
    StudyForm(Variant variant, String role, String label, Change... changes) {
        this(variant, role, label, List.of(changes));
    }

    /** Difference between a form and the task's suggestion. */
    public sealed interface Change {}

    public record PublishedRecipe() implements Change {}

    /** Other scales than the task suggests, relative to its largest, so that a study fits any task. */
    public sealed interface Rescaling extends Change {

        Scales of(Scales suggested);
    }

    /** Scales evenly spaced up to {@code factor} times the task's largest. */
    public record EvenScales(int count, double factor) implements Rescaling {

        @Override
        public Scales of(Scales suggested) {
            double step = factor * largest(suggested) / count;
            return new Scales.Explicit(IntStream.rangeClosed(1, count)
                    .mapToObj(i -> rounded(i * step))
                    .toList());
        }
    }

    /** A single scale: {@code factor} times the task's largest. */
    public record EqualScales(double factor) implements Rescaling {

        @Override
        public Scales of(Scales suggested) {
            return new Scales.Constant(factor * largest(suggested), 1);
        }
    }

    /** These scales, whatever the task suggests; for studies that are about their own task alone. */
    public record FixedScales(List<Double> values) implements Rescaling {

        public FixedScales {
            values = List.copyOf(values);
        }

        @Override
        public Scales of(Scales suggested) {
            return values.size() == 1 ? new Scales.Constant(values.get(0), 1) : new Scales.Explicit(values);
        }
    }

    /** Without the last digits, in which products of decimal numbers are not the numbers that a reader expects. */
    private static double rounded(double scale) {
        return new BigDecimal(scale).round(new MathContext(12)).doubleValue();
    }

    private static double largest(Scales scales) {
        return Arrays.stream(scales.values()).max().orElseThrow();
    }

    public record FirstActivation(ActivationPattern activation) implements Change {}

    public record OtherActivations(Activation activation) implements Change {}

    public record OfInitialization(Initialization initialization) implements Change {}

    /** The task's learning rate times a factor. */
    public record LearningRate(double factor) implements Change {}

    /** The task's training samples times a factor. */
    public record TrainSize(double factor) implements Change {}

    /** As many training samples as a step takes, so that each step takes all of them. */
    public record FullBatches() implements Change {}

    /** The variant's own numbers of frequency times a factor: its scales, sigmas, omega, or more octaves. */
    public record Frequencies(double factor) implements Rescaling {

        @Override
        public Scales of(Scales suggested) {
            return factor == 1
                    ? suggested
                    : new Scales.Explicit(Arrays.stream(suggested.values())
                            .mapToObj(scale -> rounded(factor * scale))
                            .toList());
        }
    }

    /** Layers after the first so wide that there are as many parameters as in another variant's network. */
    public record ParametersOf(Variant other) implements Change {}

    /** Hidden layers of the task's widths times a factor, rounded down. */
    public record Widths(double factor) implements Change {}

    /** Another choice for an option of the task: such forms fit other targets than the rest. */
    public record TaskChoice(String name, String value) implements Change {}

    /** A variant as the task suggests it. */
    static StudyForm plain(Variant variant) {
        return new StudyForm(variant, "", "");
    }

    static StudyForm[] plain(Variant... variants) {
        return Stream.of(variants).map(StudyForm::plain).toArray(StudyForm[]::new);
    }

    /** The name in sentences: the label, or the variant where that is enough. */
    String name() {
        return label.isEmpty() ? variant.id() : label;
    }

    /** Whether a cell was trained for this form. */
    boolean matches(CellRecord cell) {
        return cell.variant() == variant
                && cell.role().equals(role)
                && cell.setting().equals(label);
    }
}
