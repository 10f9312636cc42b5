package io.mscale.tck.rules;

import io.mscale.api.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Shapes that expose errors in blocking, vector widths and special cases, in every precision. */
final class EachShape implements ArgumentsProvider {

    private static final List<Arguments> SHAPES = List.of(
            Arguments.of(1, List.of(1), 1),
            Arguments.of(1, List.of(3, 7), 1),
            Arguments.of(2, List.of(17, 33), 1),
            Arguments.of(3, List.of(5, 1, 9), 2),
            Arguments.of(1, List.of(64, 31, 5), 1),
            Arguments.of(2, List.of(8, 16, 8, 4), 3),
            Arguments.of(7, List.of(4), 5),
            Arguments.of(1, List.of(129, 65), 1));

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(Precision.values()).flatMap(precision -> SHAPES.stream()
                .map(Arguments::get)
                .map(shape -> Arguments.of(precision, shape[0], shape[1], shape[2])));
    }
}
