package io.mscale.tck.rules;

import io.mscale.api.Precision;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Sample counts around and between the sizes into which backends split a batch, in every precision. */
final class EachSampleCount implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(Precision.values()).flatMap(precision -> IntStream.of(1, 2, 3, 17, 64, 257, 1031, 4099)
                .mapToObj(samples -> Arguments.of(precision, samples)));
    }
}
