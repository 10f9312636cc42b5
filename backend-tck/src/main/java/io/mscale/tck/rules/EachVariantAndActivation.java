package io.mscale.tck.rules;

import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Every variant with every activation, in every precision the API knows; the rule skips those a backend lacks. */
final class EachVariantAndActivation implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(Precision.values()).flatMap(precision -> Arrays.stream(Variant.values())
                .flatMap(variant -> ActivationPattern.all().stream()
                        .map(activation -> Arguments.of(precision, variant, activation))));
    }
}
