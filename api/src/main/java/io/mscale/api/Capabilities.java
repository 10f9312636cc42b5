package io.mscale.api;

import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Structure;
import io.mscale.api.option.Named;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a backend can train. Whatever is not declared here is refused before any work, with what is.
 *
 * @param devices kinds of device the backend has code for, whether this machine has one or not
 * @param precisions formats it computes in
 * @param structures network structures
 * @param activations activations, in the first layer and elsewhere
 * @param options what it can train of what a network may ask for beside that
 * @param bitReproducible whether the same seed gives the same bits twice, for a given number of threads
 */
public record Capabilities(
        Set<Device.Kind> devices,
        Set<Precision> precisions,
        Set<Structure> structures,
        Set<Activation> activations,
        Set<NetworkOption> options,
        boolean bitReproducible) {

    public Capabilities {
        devices = Set.copyOf(devices);
        precisions = Set.copyOf(precisions);
        structures = Set.copyOf(structures);
        activations = Set.copyOf(activations);
        options = Set.copyOf(options);
    }

    /** A backend that trains whole first layers with fixed scales, and nothing that a network may ask for beside. */
    public Capabilities(
            Set<Device.Kind> devices,
            Set<Precision> precisions,
            Set<Structure> structures,
            Set<Activation> activations,
            boolean bitReproducible) {
        this(devices, precisions, structures, activations, Set.of(), bitReproducible);
    }

    /** A CPU backend that computes every structure, activation and precision this version of the API knows. */
    public static Capabilities everythingOnCpu() {
        return everythingOn(EnumSet.of(Device.Kind.CPU));
    }

    /** The same on other devices. */
    public static Capabilities everythingOn(Set<Device.Kind> devices) {
        return new Capabilities(
                devices,
                EnumSet.allOf(Precision.class),
                EnumSet.allOf(Structure.class),
                EnumSet.allOf(Activation.class),
                EnumSet.allOf(NetworkOption.class),
                true);
    }

    /**
     * Why a model cannot be trained, naming what is wanted and what there is; empty if it can.
     *
     * @param spec the model wanted
     * @param device the device wanted
     */
    public Optional<String> refusal(ModelSpec spec, Device device) {
        NetworkSpec network = spec.network();
        Stream<Optional<String>> named = Stream.of(
                missing("device", device.kind(), devices),
                missing("precision", spec.precision(), precisions),
                missing("structure", network.structure(), structures),
                missing("activation", network.firstActivation(), activations),
                missing("activation", network.activation(), activations));
        Stream<Optional<String>> asked =
                NetworkOption.of(network).stream().map(option -> missing("option", option, options));
        return Stream.concat(named, asked).flatMap(Optional::stream).findFirst();
    }

    private static <T extends Enum<T> & Named> Optional<String> missing(String what, T wanted, Set<T> there) {
        return there.contains(wanted)
                ? Optional.empty()
                : Optional.of(
                        "has no " + what + " '" + wanted.id() + "'; it has " + (there.isEmpty() ? "none" : ids(there)));
    }

    /** The ids in the order in which their type declares them, separated by commas. */
    public static <T extends Enum<T> & Named> String ids(Collection<T> named) {
        return String.join(", ", sortedIds(named));
    }

    /** The ids in the order in which their type declares them. */
    public static <T extends Enum<T> & Named> List<String> sortedIds(Collection<T> named) {
        return named.stream().sorted().map(Named::id).toList();
    }
}
