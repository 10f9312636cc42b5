package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void oneLine_lineBreaks_becomeSpaces() {
        assertThat(Text.oneLine("a\nb\r\n\r\nc\u2028d\n")).isEqualTo("a b c d");
    }

    @Test
    void oneLine_controlCharacters_becomeQuestionMarks() {
        assertThat(Text.oneLine("\u001b[31mred\u0007\u009b2J\ttab")).isEqualTo("?[31mred??2J?tab");
        assertThat(Text.oneLine("\u202egnp.exe")).isEqualTo("?gnp.exe");
    }

    @Test
    void oneLine_otherLetters_stay() {
        assertThat(Text.oneLine("größer 深 \uD83D\uDE00")).isEqualTo("größer 深 \uD83D\uDE00");
    }
}
