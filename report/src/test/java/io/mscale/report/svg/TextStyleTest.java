package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Line;
import org.junit.jupiter.api.Test;

class TextStyleTest {

    @Test
    void fit_shortText_staysWhole() {
        assertThat(TextStyle.LABEL.fit("ejml", 100)).isEqualTo("ejml");
    }

    @Test
    void fit_longText_endsInDots() {
        assertThat(TextStyle.LABEL.fit("a".repeat(100), 100)).isEqualTo("a".repeat(12) + "\u2026");
    }

    @Test
    void fit_wideLetters_areCutEarlier() {
        assertThat(TextStyle.LABEL.fit("\u8bad".repeat(100), 100)).isEqualTo("\u8bad".repeat(6) + "\u2026");
    }

    @Test
    void fit_pairsOfSurrogates_staysWhole() {
        assertThat(TextStyle.LABEL.fit("\ud83e\udde0".repeat(100), 100)).isEqualTo("\ud83e\udde0".repeat(6) + "\u2026");
    }

    @Test
    void fit_longName_keepsItsEnding() {
        assertThat(TextStyle.LABEL.fit(new Line.Name("a".repeat(100), " multi"), 150))
                .matches("a+\u2026 multi");
    }

    @Test
    void fit_nameWithEndingTooLong_isCutAsWhole() {
        assertThat(TextStyle.LABEL.fit(new Line.Name("a", " " + "b".repeat(100)), 100))
                .matches("a b+\u2026");
    }
}
