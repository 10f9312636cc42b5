package io.mscale.api;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Structure;
import io.mscale.api.option.Named;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import io.mscale.api.training.TrainingSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a backend can train. Whatever is not declared is refused before any work begins, with a message that lists what is.
 *
 * <p>A backend names what it has, one by one: {@code Capabilities.on(CPU).with(FLOAT32).with(DENSE).with(RELU, SIN)...}. It
 * must not ask the API for all there is, as {@code values()} and {@code all()} do: a later version of the API has more, and
 * the backend would claim what nobody has written code for.
 *
 * @param devices kinds of device the backend has code for, whether or not this machine has one
 * @param precisions formats it computes in
 * @param structures network structures
 * @param activations activations and patterns of them, in the first layer and elsewhere
 * @param options what else a network may ask for
 * @param losses what it can minimise
 * @param optimizers what it can minimise with
 * @param bitReproducible whether the same seed and the same number of threads give the same bits twice
 * @param optimizerState whether models tell the optimiser's state and go on from one, so that trainings can be continued
 */
public record Capabilities(
        Set<Device.Kind> devices,
        Set<Precision> precisions,
        Set<Structure> structures,
        Set<ActivationPattern> activations,
        Set<NetworkOption> options,
        Set<Loss> losses,
        Set<Optimizer.Kind> optimizers,
        boolean bitReproducible,
        boolean optimizerState) {

    /** The sets iterate in the API's own order, in which they are shown. */
    public Capabilities {
        devices = inOrder(devices, List.of(Device.Kind.values()));
        precisions = inOrder(precisions, List.of(Precision.values()));
        structures = inOrder(structures, List.of(Structure.values()));
        activations = inOrder(activations, ActivationPattern.all());
        options = inOrder(options, List.of(NetworkOption.values()));
        losses = inOrder(losses, Loss.all());
        optimizers = inOrder(optimizers, List.of(Optimizer.Kind.values()));
    }

    /** A backend on these kinds of device that can train nothing yet; each {@code with} adds to it. */
    public static Capabilities on(Device.Kind... devices) {
        return new Capabilities(
                Set.of(devices), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false, false);
    }

    /** These capabilities and more precisions. */
    public Capabilities with(Precision... more) {
        Set<Precision> all = union(precisions, List.of(more));
        return new Capabilities(
                devices, all, structures, activations, options, losses, optimizers, bitReproducible, optimizerState);
    }

    /** These capabilities and more structures. */
    public Capabilities with(Structure... more) {
        Set<Structure> all = union(structures, List.of(more));
        return new Capabilities(
                devices, precisions, all, activations, options, losses, optimizers, bitReproducible, optimizerState);
    }

    /** These capabilities and more activations. */
    public Capabilities with(ActivationPattern... more) {
        Set<ActivationPattern> all = union(activations, List.of(more));
        return new Capabilities(
                devices, precisions, structures, all, options, losses, optimizers, bitReproducible, optimizerState);
    }

    /** These capabilities and more of what a network may ask for. */
    public Capabilities with(NetworkOption... more) {
        Set<NetworkOption> all = union(options, List.of(more));
        return new Capabilities(
                devices, precisions, structures, activations, all, losses, optimizers, bitReproducible, optimizerState);
    }

    /** These capabilities and more losses. */
    public Capabilities with(Loss... more) {
        Set<Loss> all = union(losses, List.of(more));
        return new Capabilities(
                devices,
                precisions,
                structures,
                activations,
                options,
                all,
                optimizers,
                bitReproducible,
                optimizerState);
    }

    /** These capabilities and more optimisers. */
    public Capabilities with(Optimizer.Kind... more) {
        Set<Optimizer.Kind> all = union(optimizers, List.of(more));
        return new Capabilities(
                devices, precisions, structures, activations, options, losses, all, bitReproducible, optimizerState);
    }

    /** These capabilities, and the same bits for the same seed and number of threads. */
    public Capabilities withReproducibleBits() {
        return new Capabilities(
                devices, precisions, structures, activations, options, losses, optimizers, true, optimizerState);
    }

    /** These capabilities, and models that tell the optimiser's state and go on from one. */
    public Capabilities withOptimizerState() {
        return new Capabilities(
                devices, precisions, structures, activations, options, losses, optimizers, bitReproducible, true);
    }

    /** Why that model cannot be trained on that device, naming what is wanted and what there is; empty if it can. */
    public Optional<String> refusal(ModelSpec spec, Device device) {
        NetworkSpec network = spec.network();
        TrainingSpec training = spec.training();
        Stream<Optional<String>> named = Stream.of(
                missing("device", device.kind(), devices),
                missing("precision", spec.precision(), precisions),
                missing("structure", network.structure(), structures),
                missing("activation", network.firstActivation(), activations),
                missing("activation", network.activation(), activations),
                missing("loss", training.loss(), losses),
                missing("optimizer", training.optimizer().kind(), optimizers));
        Stream<Optional<String>> asked =
                NetworkOption.of(network).stream().map(option -> missing("option", option, options));
        return Stream.concat(named, asked).flatMap(Optional::stream).findFirst();
    }

    private static <T extends Named> Optional<String> missing(String what, T wanted, Set<T> there) {
        String all = there.isEmpty() ? "none" : ids(there);
        String refusal = "has no " + what + " '" + wanted.id() + "'; it has " + all;
        return there.contains(wanted) ? Optional.empty() : Optional.of(refusal);
    }

    /** The ids, separated by commas. */
    public static String ids(Collection<? extends Named> named) {
        return String.join(", ", named.stream().map(Named::id).toList());
    }

    private static <T> Set<T> union(Set<T> some, List<? extends T> more) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static <T> Set<T> inOrder(Set<T> some, List<T> order) {
        Set<T> ordered = new LinkedHashSet<>(order);
        ordered.retainAll(Set.copyOf(some));
        return Collections.unmodifiableSet(ordered);
    }
}
