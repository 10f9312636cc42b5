package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseOptionsTest {

    private static RunOptions options(String commandLine) {
        return (RunOptions) CommandName.parse(commandLine.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"run --turns 2, 2.0", "run --turns=0.25, 0.25", "run --turns 60, 60.0", "run --turns 1e-3, 0.001"})
    void seconds_asTold(String commandLine, double seconds) {
        assertThat(options(commandLine).turnSeconds(2)).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"run --turns", "run --turns --quiet", "--turns --repeats 2", "run --timing jmh --turns -- -wi 1"
            })
    void seconds_withoutAValue_areHalfASecond(String commandLine) {
        assertThat(options(commandLine).turnSeconds(2)).contains(0.5);
    }

    @Test
    void withValue_changesNoOtherWord() {
        assertThat(NoiseOptions.withValue(List.of("run", "--turns", "--quiet", "--out", "--turns")))
                .containsExactly("run", "--turns", "0.5", "--quiet", "--out", "--turns", "0.5");
        assertThat(NoiseOptions.withValue(List.of("--turns", "off", "--turns=3", "--turnstile")))
                .containsExactly("--turns", "off", "--turns", "3", "--turnstile");
    }

    static Stream<Arguments> standards() {
        return Stream.of(
                arguments("run --repeats 3", 2, false),
                arguments("run --repeats 4", 2, true),
                arguments("run --repeats 4", 1, false),
                arguments("run --self-check", 1, true),
                arguments("run --self-check --repeats 2", 1, true),
                arguments("run --repeats 4 --timing none", 2, false),
                arguments("run --repeats 4 --device gpu", 2, false),
                arguments("ab", 1, true),
                arguments("ab --repeats 1", 1, true),
                arguments("ab --timing none", 1, false),
                arguments("ab --turns off", 1, false),
                arguments("run --repeats 4 --turns off", 2, false),
                arguments("jmh --repeats 4", 2, false));
    }

    @ParameterizedTest
    @MethodSource("standards")
    void seconds_unlessToldOtherwise_whereTimesAreTested(String commandLine, int backends, boolean areThere) {
        assertThat(options(commandLine).turnSeconds(backends))
                .isEqualTo(areThere ? Optional.of(0.5) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "0", "60.1", "1000", "NaN", "Infinity", "5s", "OFF"})
    void parse_whatIsNoTurn_isNamed(String value) {
        assertThatThrownBy(() -> CommandName.parse(new String[] {"run", "--turns=" + value}))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("--turns", "'" + value + "'");
    }

    @Test
    void seconds_nobodyToTakeTurnsWith_isToldAtOnce() {
        assertRefused("run --turns 0.5", 1, "one backend");
        assertRefused("run --turns", 1, "one backend");
        assertRefused("run --turns 0.5 --timing none", 2, "--timing none");
        assertThat(options("run --turns off").turnSeconds(1)).isEmpty();
        assertThat(options("run --turns off --timing none").turnSeconds(2)).isEmpty();
    }

    private static void assertRefused(String commandLine, int backends, String told) {
        RunOptions options = options(commandLine);
        assertThatThrownBy(() -> options.turnSeconds(backends))
                .as(commandLine)
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("--turns", told);
    }
}
