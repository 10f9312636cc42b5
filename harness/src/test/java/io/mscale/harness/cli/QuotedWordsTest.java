package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuotedWordsTest {

    @Test
    void of_blanks_separateWords() {
        assertThat(QuotedWords.of("  -Xmx1g   -XX:UseAVX=2\t-ea ")).containsExactly("-Xmx1g", "-XX:UseAVX=2", "-ea");
        assertThat(QuotedWords.of(" ")).isEmpty();
    }

    @Test
    void of_quotes_keepBlanksAndGo() {
        assertThat(QuotedWords.of("-Da='b c' \"-Dd=e 'f'\" -Dg=\"$1\""))
                .containsExactly("-Da=b c", "-Dd=e 'f'", "-Dg=$1");
    }

    @Test
    void of_openQuote_isRefused() {
        assertThatThrownBy(() -> QuotedWords.of("-Da='b c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quote is not closed in: -Da='b c");
    }
}
