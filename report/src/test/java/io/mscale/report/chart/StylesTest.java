package io.mscale.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StylesTest {

    @Test
    void colour_contestants_followsTheReport() {
        Styles styles = Styles.of(SampleEvidence.of(Samples.ok("ejml", "multi", 1), Samples.ok("djl", "multi", 1)));

        assertThat(styles.colour("ejml")).isEqualTo("#0072b2");
        assertThat(styles.colour("djl")).isEqualTo("#d55e00");
    }

    @Test
    void colour_moreContestantsThanColours_isTheSameForAll() {
        List<String> names = IntStream.range(0, 9).mapToObj(i -> "b" + i).toList();

        Styles eight = new Styles(names.subList(0, 8), List.of());
        Styles nine = new Styles(names, List.of());

        assertThat(names.subList(0, 8).stream().map(eight::colour)).doesNotHaveDuplicates();
        assertThat(names.stream().map(nine::colour)).containsOnly(Stroke.ACCENT);
    }

    @Test
    void colour_oneContestant_tellsVariantsApart() {
        Styles styles = new Styles(List.of("simd"), List.of("single", "multi", "multi2"));

        assertThat(styles.variants().stream().map(variant -> styles.colour("simd", variant)))
                .doesNotHaveDuplicates();
    }

    @Test
    void dash_singleAmongOthers_isDashedWhereverItStands() {
        Styles styles = new Styles(List.of(), List.of("multi", "single", "deep"));

        assertThat(styles.dash("multi")).isEmpty();
        assertThat(styles.dash("single")).containsExactly(6, 4);
        assertThat(styles.dash("deep")).isNotIn(List.of(), List.of(6, 4));
    }
}
