package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.001, 0",
        "1, 1",
        "1.5, 1.5",
        "1.25, 1.25",
        "1.05, 1.05",
        "-0.05, -0.05",
        "-12.345, -12.34",
        "1234567, 1234567"
    })
    void number_anyValue_hasTwoDecimalsAtMost(double value, String text) {
        assertThat(Markup.number(value)).isEqualTo(text);
    }
}
