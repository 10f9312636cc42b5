package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Line;
import java.util.List;
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
    void fit_longNamesThatDifferAnywhere_stayDifferent() {
        String same = "a".repeat(60);
        for (List<String> names : List.of(
                List.of(same + "1", same + "2"),
                List.of("1" + same, "2" + same),
                List.of(same + "1" + same, same + "2" + same))) {
            List<String> cut =
                    TextStyle.LABEL.fit(names.stream().map(Line.Name::of).toList(), 100);

            assertThat(cut).doesNotHaveDuplicates().allSatisfy(text -> assertThat(TextStyle.LABEL.fit(text, 100))
                    .isEqualTo(text));
        }
    }

    @Test
    void lines_longText_areWholeWordsThatFit() {
        List<String> lines = TextStyle.NOTE.lines("one two three four five six seven", 80);

        assertThat(lines).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(TextStyle.NOTE.fit(line, 80))
                .isEqualTo(line));
        assertThat(String.join(" ", lines)).isEqualTo("one two three four five six seven");
        assertThat(TextStyle.NOTE.lines("", 80)).isEmpty();
    }

    @Test
    void fit_nameWithEndingTooLong_isCutAsWhole() {
        assertThat(TextStyle.LABEL.fit(new Line.Name("a", " " + "b".repeat(100)), 100))
                .matches("a b+\u2026");
    }
}
