package io.mscale.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "unset",
            value = {
                "true, unset, true",
                "true, '', true",
                "true, 1, false",
                "true, 0, false",
                "true, ' ', false",
                "false, unset, false",
                "false, '', false"
            })
    void of_noColor_countsIfItIsNotEmpty(boolean terminal, String noColor, boolean colors) {
        Map<String, String> environment = noColor == null ? Map.of() : Map.of("NO_COLOR", noColor);

        Console console = Console.of(terminal, environment);

        assertThat(console.colors()).isEqualTo(colors);
        assertThat(console.isTerminal()).isEqualTo(terminal);
    }

    @ParameterizedTest
    @CsvSource({"dumb, false", "xterm, true"})
    void of_dumbTerminal_isNone(String term, boolean terminal) {
        Console console = Console.of(true, Map.of("TERM", term));

        assertThat(console.isTerminal()).isEqualTo(terminal);
        assertThat(console.colors()).isEqualTo(terminal);
    }
}
