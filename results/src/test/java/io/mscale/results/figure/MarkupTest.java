package io.mscale.results.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

    @Test
    void escape_markup_isText() {
        assertThat(Markup.escape("<a b='c' d=\"e\">&")).isEqualTo("&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
    }

    @Test
    void escape_whatXmlCannotHold_becomesQuestionMarks() {
        assertThat(Markup.escape("a\u0000\ud800\uffff\ud83e\udde0")).isEqualTo("a???\ud83e\udde0");
    }
}
