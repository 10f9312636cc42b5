package io.mscale.harness.plan;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Choices;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.cli.ScaleChoice;
import io.mscale.record.cell.CellSpec;
import io.mscale.results.study.Study;
import io.mscale.results.study.StudyForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

    /** In how many rounds it is trained, unless {@link #scales} say so. */
    int rounds = 1;

    @Nullable
    Double learningRate;

    @Nullable
    List<Integer> widths;

    @Nullable
    ActivationPattern firstActivation;

    @Nullable
    ActivationPattern activation;

    /** The variant whose number of parameters the layers after the first are widened or narrowed to; null to leave them. */
    @Nullable
    Variant parametersOf;

    @Nullable
    Initialization initialization;

    /** Factor on the learning rate of the task, where {@link #learningRate} is null. */
    double learningRateFactor = 1;

    /** What becomes of the scales that the options, the recipe or the task choose. */
    UnaryOperator<Scales> rescaling = UnaryOperator.identity();

    /** Factor on the baselines' frequencies. */
    double frequencyFactor = 1;

    /** Factor on the number of training samples. */
    double trainSizeFactor = 1;

    /** Whether there are as many training samples as a step takes. */
    boolean fullBatches;

    @Nullable
    Long seed;

    /** Factor on the widths of all hidden layers, rounded down. */
    double widthFactor = 1;

    /** Options of the task that this form chooses itself, by name; for the others the run's task is as it is. */
    Map<String, String> taskChoices = Map.of();

    private Form(Variant variant) {
        this.variant = variant;
    }

    /** A changed copy; nothing else writes the fields. */
    private Form with(Consumer<Form> change) {
        Form copy = new Form(variant);
        copy.label = label;
        copy.role = role;
        copy.recipe = recipe;
        copy.scales = scales;
        copy.rounds = rounds;
        copy.learningRate = learningRate;
        copy.widths = widths;
        copy.firstActivation = firstActivation;
        copy.activation = activation;
        copy.initialization = initialization;
        copy.learningRateFactor = learningRateFactor;
        copy.rescaling = rescaling;
        copy.frequencyFactor = frequencyFactor;
        copy.parametersOf = parametersOf;
        copy.trainSizeFactor = trainSizeFactor;
        copy.fullBatches = fullBatches;
        copy.seed = seed;
        copy.widthFactor = widthFactor;
        copy.taskChoices = taskChoices;
        change.accept(copy);
        return copy;
    }

    /**
     * The product of all options that have several values, grouped by variant. Options that do not affect a variant do
     * not multiply it: scales, for example, are ignored for single-scale networks.
     */
    public static List<Form> of(RunOptions options) {
        return options.variants().stream()
                .flatMap(variant -> of(options, variant).stream())
                .toList();
    }

    private static List<Form> of(RunOptions options, Variant variant) {
        List<Form> forms = List.of(new Form(variant).with(form -> {
            form.parametersOf = options.equalParameters() ? options.variants().get(0) : null;
        }));
        forms = times(forms, options.recipes(), Recipe::id, (form, recipe) -> form.recipe = recipe);
        if (variant.isMultiScale()) {
            forms = times(forms, options.scales(), scales -> "scales " + scales, (form, to) -> form.scales = to);
        }
        forms = times(forms, options.rounds(), rounds -> "rounds " + rounds, Form::setRounds);
        forms = times(forms, options.widths(), Form::widthLabel, (form, widths) -> form.widths = widths);
        if (choosesFirstActivation(variant)) {
            forms = times(
                    forms,
                    options.firstActivation(),
                    first -> "first " + first.id(),
                    (form, first) -> form.firstActivation = first);
        }
        forms = times(forms, options.learningRate(), Form::rateLabel, (form, rate) -> form.learningRate = rate);
        return times(forms, options.seeds(), seed -> "seed " + seed, (form, seed) -> form.seed = seed);
    }

    private void setRounds(int number) {
        if (number > 1 && scales != null && scales.rounds() > 1) {
            throw new UsageException("--rounds: --scales " + scales + " has its own number of rounds");
        }
        rounds = number;
    }

    /** How the steps are divided among networks. */
    CellSpec.Rounds rounds(FittingTask task) {
        return rounds(task, variant);
    }

    /** How they would be with another variant. */
    CellSpec.Rounds rounds(FittingTask task, Variant other) {
        boolean isAutomatic = hasAutomaticScales(task, other);
        int count = isAutomatic && scales != null && scales.rounds() > 1 ? scales.rounds() : rounds;
        return count == 1 ? CellSpec.Rounds.ONE : new CellSpec.Rounds(count, isAutomatic);
    }

    /** Whether a variant's scales are chosen from the data: if the user wants it, or if nobody knows better ones. */
    boolean hasAutomaticScales(FittingTask task, Variant other) {
        return other.isMultiScale()
                && (scales == null
                        ? task.isSpectrumUnknown() && recipe == Recipe.OURS
                        : scales.named().isEmpty());
    }

    /** Whether the first layer's activation is the user's choice. */
    static boolean choosesFirstActivation(Variant variant) {
        return variant.isMultiScale() || variant == Variant.SINGLE;
    }

    /**
     * With the first of the options' scales and first activations where this variant has none, for a variant that does.
     * What both have is this form's own.
     */
    Form completed(RunOptions options) {
        return with(form -> {
            form.scales = scales == null ? first(options.scales()) : scales;
            form.firstActivation = firstActivation == null ? first(options.firstActivation()) : firstActivation;
        });
    }

    /** The hidden widths that this form makes of these. */
    List<Integer> widened(List<Integer> widths) {
        return widths.stream()
                .map(width -> Math.max(1, (int) (widthFactor * width)))
                .toList();
    }

    /** The seed of the form's first repeat. */
    long firstSeed(RunOptions options) {
        return seed == null ? options.seeds().values().get(0) : seed;
    }

    /** The form's training on a task with the settings of its recipe. */
    CellSpec.Training training(RunOptions options, FittingTask task, PresetSettings settings) {
        double rate =
                learningRate == null ? learningRateFactor * settings.adam().learningRate() : learningRate;
        int samples = fullBatches ? settings.batchSize() : settings.trainSize();
        CellSpec.Training plain = UsageException.naming(
                "--steps",
                () -> new CellSpec.Training(
                        settings.steps(),
                        (int) Math.max(1, Math.round(trainSizeFactor * samples)),
                        settings.testSize(),
                        settings.batchSize(),
                        task.loss(),
                        "adam",
                        rate,
                        settings.adam().decay(),
                        0,
                        CellSpec.Validation.NONE,
                        rounds(task)));
        return options.validation().applied(plain);
    }

    private static <T> @Nullable T first(Choices<T> choices) {
        return choices.values().isEmpty() ? null : choices.values().get(0);
    }

    private static <T> List<Form> times(
            List<Form> forms, Choices<T> choices, Function<T, String> label, BiConsumer<Form, T> change) {
        if (choices.values().isEmpty()) {
            return forms;
        }
        List<Form> product = new ArrayList<>();
        for (Form form : forms) {
            for (T value : choices.values()) {
                product.add(form.with(copy -> {
                    change.accept(copy, value);
                    if (choices.values().size() > 1) {
                        copy.label += (copy.label.isEmpty() ? "" : ", ") + label.apply(value);
                    }
                }));
            }
        }
        return product;
    }

    private static String widthLabel(List<Integer> widths) {
        return "width " + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String rateLabel(double learningRate) {
        return "lr " + Double.toString(learningRate).replace(".0E", "e").replace("E", "e");
    }

    /** The forms of a study; {@code io.mscale.results.study} evaluates it from the records. */
    public static List<Form> of(Study study) {
        return study.forms().stream()
                .map(planned -> new Form(planned.variant()).with(form -> {
                    form.label = planned.label();
                    form.role = planned.role();
                    planned.changes().forEach(change -> apply(change, form));
                }))
                .toList();
    }

    private static void apply(StudyForm.Change change, Form form) {
        if (change instanceof StudyForm.Rescaling other) {
            form.rescaling = other::of;
            form.frequencyFactor = other instanceof StudyForm.Frequencies factor ? factor.factor() : 1;
        } else if (change instanceof StudyForm.FirstActivation other) {
            form.firstActivation = other.activation();
        } else if (change instanceof StudyForm.OtherActivations other) {
            form.activation = other.activation();
        } else if (change instanceof StudyForm.OfInitialization other) {
            form.initialization = other.initialization();
        } else if (change instanceof StudyForm.LearningRate other) {
            form.learningRateFactor = other.factor();
        } else if (change instanceof StudyForm.TrainSize other) {
            form.trainSizeFactor = other.factor();
        } else if (change instanceof StudyForm.FullBatches) {
            form.fullBatches = true;
        } else if (change instanceof StudyForm.ParametersOf other) {
            form.parametersOf = other.other();
        } else if (change instanceof StudyForm.Widths other) {
            form.widthFactor = other.factor();
        } else if (change instanceof StudyForm.TaskChoice other) {
            Map<String, String> choices = new LinkedHashMap<>(form.taskChoices);
            choices.put(other.name(), other.value());
            form.taskChoices = choices;
        } else if (change instanceof StudyForm.PublishedRecipe) {
            form.recipe = Recipe.PUBLISHED;
        }
    }
}
