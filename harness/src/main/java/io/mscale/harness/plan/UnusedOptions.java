package io.mscale.harness.plan;

import io.mscale.api.network.Variant;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Refuses options that none of the trained variants uses: a run without their effect would look as if it had it. */
final class UnusedOptions {

    private record Use(Set<String> options, Predicate<Variant> users) {}

    private static final List<Use> USES = List.of(
            new Use(Set.of("--scales", "--train-scales"), Variant::isMultiScale),
            new Use(Set.of("--first-activation"), Form::choosesFirstActivation),
            new Use(Set.of("--sigma"), Variant.FOURIER::equals),
            new Use(Set.of("--sigmas"), Variant.MFF::equals),
            new Use(Set.of("--octaves"), Variant.NERF::equals),
            new Use(Set.of("--omega"), Variant.SIREN::equals),
            new Use(Set.of("--activation", "--init"), variant -> variant != Variant.SIREN));

    private UnusedOptions() {}

    /** Throws a {@link UsageException} that names the option and the variants that use it. */
    static void refuse(RunOptions options, List<Form> forms) {
        List<Variant> trained =
                forms.stream().map(form -> form.variant).distinct().toList();
        for (Use use : USES) {
            if (trained.stream().noneMatch(use.users())) {
                use.options().stream()
                        .sorted()
                        .filter(options::isGiven)
                        .findFirst()
                        .ifPresent(option -> {
                            throw new UsageException(option + ": none of the variants trained (" + text(trained)
                                    + ") uses it, only " + text(users(use)));
                        });
            }
        }
    }

    private static List<Variant> users(Use use) {
        return Arrays.stream(Variant.values()).filter(use.users()).toList();
    }

    private static String text(List<Variant> variants) {
        return variants.stream().map(Variant::id).collect(Collectors.joining(", "));
    }
}
