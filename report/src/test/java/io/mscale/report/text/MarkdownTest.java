package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "<script> &lt;script&gt;",
                "a&lt;b a&amp;lt;b",
                "a|b a&#124;b",
                "a\\|b a\\\\&#124;b",
                "`x` \\`x\\`",
                "**x** \\*\\*x\\*\\*",
                "_x_ \\_x\\_",
                "~~x~~ \\~\\~x\\~\\~",
                "![x](y) !\\[x\\](y)",
                "#7 \\#7",
                "$x$ \\$x\\$",
                "@team @&#8203;team",
                "größer深 größer深",
                "nd4j-native nd4j-native"
            })
    void text_markup_isShownAsItIs(String text, String escaped) {
        assertThat(Markdown.text(text)).isEqualTo(escaped);
    }

    @Test
    void text_linesAndDirectionMarks_stayOnOneLine() {
        assertThat(Markdown.text("a\n\n# b\u2028c\u202ed")).isEqualTo("a \\# b c?d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"- \\-", "-x \\-x", "+ \\+", "1. 1\\.", "12)x 12\\)x", "ejml-1 ejml-1", "--- \\---"})
    void line_blockMark_opensNoBlock(String text, String escaped) {
        assertThat(Markdown.line(text)).isEqualTo(escaped);
    }

    @Test
    void code_backticksInside_fenceIsLonger() {
        assertThat(Markdown.code("sh", List.of("plain"))).containsExactly("```sh", "plain", "```");
        assertThat(Markdown.code("sh", List.of("a ```` b", "`````")))
                .containsExactly("``````sh", "a ```` b\n`````", "``````");
    }
}
