package io.mscale.harness.plan;

import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.cli.RunOptions;
import io.mscale.record.cell.CellSpec;
import io.mscale.reference.spectrum.AutomaticScales;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Determines the network of each form and notes the choices made on the user's behalf. The form's setting takes
 * precedence, then the options, then the recipe.
 */
final class NetworkChoice {

    /** Upper limit for scales chosen from data; more add no information. */
    private static final int MOST_SCALES = 100;

    /** Minimum number of first-layer neurons per scale, and of neurons in the narrowest layer of a subnetwork. */
    private static final int NEURONS_PER_SCALE = 6;

    private static final int NEURONS_PER_SUBNET = 8;
    private static final int MOST_SUBNETS = 12;

    /**
     * A network.
     *
     * @param network the network
     * @param choices what was chosen for the user and belongs into reports
     */
    record Chosen(CellSpec.Network network, List<String> choices) {

        Chosen {
            choices = List.copyOf(choices);
        }
    }

    /** All that scales chosen from data depend on; trainings of one task that differ in nothing else share them. */
    private record DataKey(
            FittingTask task, int trainSize, int held, int testSize, double noise, long seed, int count, double reach) {

        static DataKey of(FittingTask task, CellSpec.Training training, long seed, int count, double reach) {
            return new DataKey(
                    task,
                    training.trainSize(),
                    training.validation().validationSize(),
                    training.testSize(),
                    training.noise(),
                    seed,
                    count,
                    reach);
        }
    }

    private final RunOptions options;
    private final Map<DataKey, AutomaticScales> chosen = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    NetworkChoice(RunOptions options) {
        this.options = options;
    }

    /** What else the user should know about the networks, one line each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * The network of a form.
     *
     * @param settings the task's settings under the form's recipe
     * @param training determines the data
     * @param seed seed of the data
     */
    Chosen of(FittingTask task, PresetSettings settings, CellSpec.Training training, Form form, long seed) {
        Variant variant = form.variant;
        List<Integer> widths = form.widened(form.widths == null ? settings.hiddenWidths() : form.widths);
        List<String> choices = new ArrayList<>();
        NetworkRequest request = request(task, settings, training, form, variant, widths, seed, choices);
        if (form.parametersOf != null) {
            Variant other = form.parametersOf;
            Form ofOther = form.completed(options);
            int rounds = training.rounds().rounds();
            int wanted = EqualParameters.count(
                    other.network(request(task, settings, training, ofOther, other, widths, seed, new ArrayList<>())),
                    ofOther.rounds(task, other).rounds());
            List<Integer> changed = EqualParameters.widths(
                    widths, Math.max(1, wanted / rounds), each -> variant.network(request.withHiddenWidths(each)));
            if (!changed.equals(widths)) {
                NetworkSpec before = variant.network(request);
                NetworkSpec after = variant.network(request.withHiddenWidths(changed));
                choices.add(variant + ": hidden widths " + text(after.hiddenWidths()) + " instead of "
                        + text(before.hiddenWidths()) + " make " + EqualParameters.count(after, rounds)
                        + " parameters; "
                        + other + " has " + wanted);
                widths = changed;
            }
        }
        NetworkSpec network = variant.network(request.withHiddenWidths(widths));
        tell(variant, widths, network);
        return new Chosen(new CellSpec.Network(network, initialization(settings, form, variant)), choices);
    }

    private static Initialization initialization(PresetSettings settings, Form form, Variant variant) {
        return variant.initialization(form.initialization == null ? settings.initialization() : form.initialization);
    }

    private NetworkRequest request(
            FittingTask task,
            PresetSettings settings,
            CellSpec.Training training,
            Form form,
            Variant variant,
            List<Integer> widths,
            long seed,
            List<String> choices) {
        Scales scales = scales(task, settings, training, form, variant, widths, seed, choices);
        return new NetworkRequest(
                task.domain().dimension(),
                widths,
                task.outputDimension(),
                variant.isMultiScale() ? form.rescaling.apply(scales) : scales,
                form.firstActivation == null ? settings.firstActivation() : form.firstActivation,
                Optional.ofNullable(form.activation)
                        .or(options::activation)
                        .orElseGet(() -> variant.activation(settings.activation())),
                options.trainScales(),
                settings.baselines().withFrequenciesTimes(form.frequencyFactor));
    }

    private Scales scales(
            FittingTask task,
            PresetSettings settings,
            CellSpec.Training training,
            Form form,
            Variant variant,
            List<Integer> widths,
            long seed,
            List<String> choices) {
        Scales ofTask = variant == Variant.MULTI2 ? settings.subnetScales() : settings.scales();
        if (!variant.isMultiScale()) {
            return ofTask;
        }
        if (!form.hasAutomaticScales(task, variant)) {
            return form.scales == null ? ofTask : form.scales.named().orElseThrow();
        }
        int count = Math.max(
                1,
                variant == Variant.MULTI2
                        ? Math.min(MOST_SUBNETS, Collections.min(widths) / NEURONS_PER_SUBNET)
                        : Math.min(MOST_SCALES, widths.get(0) / NEURONS_PER_SCALE));
        double reach = AutomaticScales.reach(
                initialization(settings, form, variant),
                task.domain().dimension(),
                widths.get(0),
                variant == Variant.MULTI2 ? count : 1);
        AutomaticScales automatic = chosen.computeIfAbsent(
                DataKey.of(task, training, seed, count, reach),
                key -> AutomaticScales.of(training.data(task, seed).training(), key.count(), key.reach()));
        double[] values = automatic.scales().values();
        int inputs = task.domain().dimension();
        int rounds = training.rounds().rounds();
        choices.add("Scales for " + task.id() + " " + variant
                + (rounds == 1 ? "" : " in the first of " + rounds + " rounds") + " chosen from the training data: "
                + values.length
                + " from " + text(values[0]) + " to " + text(values[values.length - 1])
                + "; frequencies up to " + Math.round(automatic.limit())
                + (inputs == 1 ? "" : " in each of " + inputs + " inputs")
                + " were looked for, for higher ones give --scales");
        return automatic.scales();
    }

    private void tell(Variant variant, List<Integer> asked, NetworkSpec network) {
        List<Integer> widths = network.hiddenWidths();
        if (!widths.equals(asked)) {
            notes.add(variant + ": " + widths.get(0) + " first-layer neurons instead of " + asked.get(0)
                    + ": features come in pairs of sine and cosine, the same number for each frequency or sigma");
        }
        if (variant.isMultiScale()) {
            List<Integer> uneven = new ArrayList<>(variant == Variant.MULTI2 ? widths : widths.subList(0, 1));
            int count = network.scales().count();
            uneven.removeIf(width -> width % count == 0);
            for (int width : uneven) {
                notes.add(variant + ": " + width + " neurons over " + count + " scales: " + width / count
                        + " each, and the remaining " + width % count + " to the largest scale");
            }
        }
    }

    private static String text(List<Integer> widths) {
        return widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String text(double scale) {
        return scale == Math.rint(scale) ? Long.toString((long) scale) : Double.toString(scale);
    }
}
