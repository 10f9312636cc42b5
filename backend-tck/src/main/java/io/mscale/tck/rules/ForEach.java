package io.mscale.tck.rules;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.training.Loss;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A rule for all combinations of its parameters' values, whose types say which values these are; losses are those with
 * derivatives by the input, and go with activations that are smooth enough and one output. It has a case for everything
 * that the API knows and skips what the backend lacks.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(ForEach.Combinations.class)
@interface ForEach {

    /** The values of the parameters, combined; the first parameter varies slowest. */
    final class Combinations implements ArgumentsProvider {

        /** Around and between the sizes into which backends split a batch. */
        private static final List<Integer> SAMPLE_COUNTS = List.of(1, 2, 3, 17, 64, 257, 1031, 4099);

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            Stream<List<Object>> combinations = Stream.of(List.of());
            for (ParameterDeclaration parameter : parameters.getAll()) {
                List<?> values = values(parameter.getParameterType());
                combinations = combinations.flatMap(
                        start -> values.stream().map(value -> Stream.concat(start.stream(), Stream.of(value))
                                .toList()));
            }
            return combinations
                    .filter(values -> values.stream()
                            .allMatch(value -> !(value instanceof Loss loss)
                                    || values.stream().allMatch(other -> suits(loss, other))))
                    .map(values -> Arguments.of(values.toArray()));
        }

        /** Losses with derivatives by the input need activations that are smooth enough, and one output. */
        private static boolean suits(Loss loss, Object value) {
            if (value instanceof ActivationPattern activation) {
                return activation.smoothness().compareTo(loss.needed()) >= 0;
            }
            return !(value instanceof NetworkShape shape) || shape.outputs() == 1;
        }

        private static List<?> values(Class<?> type) {
            if (type.isEnum()) {
                return List.of(type.getEnumConstants());
            }
            if (type == ActivationPattern.class) {
                return ActivationPattern.all();
            }
            if (type == Loss.class) {
                return Loss.all().stream().filter(Loss::isDifferential).toList();
            }
            if (type == NetworkShape.class) {
                return NetworkShape.ALL;
            }
            if (type == int.class) {
                return SAMPLE_COUNTS;
            }
            throw new IllegalArgumentException("a rule has no values of type " + type.getName());
        }
    }
}
