package io.mscale.tck.rules;

import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Every activation in every precision the API knows; the rule skips those a backend lacks. */
final class EachActivation implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(Precision.values()).flatMap(precision -> ActivationPattern.all().stream()
                .map(activation -> Arguments.of(precision, activation)));
    }
}
