package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.elements;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class StepTimeFigureTest {

    @Test
    void of_narrowSpread_hasLinearAxisFromZero() {
        assertThat(texts(draw(0.002, 0.003, 0.0039)))
                .contains("0", "1", "2", "3", "4", "time per step (ms)", "3.00 ms");
    }

    @Test
    void of_wideSpread_hasLogarithmicAxis() {
        assertThat(texts(draw(0.001, 0.002, 0.05))).contains("1", "10", "50").doesNotContain("0");
    }

    @Test
    void of_sampleBeyondFences_isHollowCircle() {
        String svg = draw(1.0, 1.1, 1.2, 1.3, 1.4, 5.0);

        assertThat(elements(svg, "circle")).singleElement().satisfies(circle -> assertThat(circle.getAttribute("fill"))
                .isEqualTo("none"));
        assertThat(texts(svg)).contains("time per step (s)");
    }

    @Test
    void of_quartileBeyondLastSampleWithinFences_keepsWhiskersOutsideTheBox() {
        String svg = draw(0.001, 0.002, 0.003, 0.1);

        Element box = Drawings.drawnIn(svg, "rect", "#0072b2").get(0);
        double right = number(box, "x") + number(box, "width");
        assertThat(Drawings.drawnIn(svg, "line", "#0072b2"))
                .filteredOn(line -> line.getAttribute("y1").equals(line.getAttribute("y2")))
                .hasSize(2)
                .allSatisfy(whisker -> assertThat(number(whisker, "x1"))
                        .satisfiesAnyOf(x -> assertThat(x).isLessThanOrEqualTo(number(box, "x")), x -> assertThat(x)
                                .isGreaterThanOrEqualTo(right - 0.01)));
    }

    @Test
    void of_manyOutliersAtOnePlace_areOneCircle() {
        double[] samples =
                IntStream.range(0, 100).mapToDouble(i -> i < 90 ? 1 : 2).toArray();

        assertThat(elements(draw(samples), "circle")).hasSize(1);
    }

    @Test
    void of_oneSample_isDrawn() {
        assertThat(texts(draw(0.00025))).contains("250 us", "time per step (us)");
    }

    @Test
    void of_zeroAmongWideSpread_isLeftOut() {
        String svg = draw(0.0, 0.001, 0.001, 0.1);

        Drawings.parse(svg);
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static String draw(double... samples) {
        CellRecord cell = Drawings.with(Samples.ok("ejml", "multi", 0.5), "other", "cpu", List.of(), samples);
        return svg(FigureSet.of(evidence(Path.of("run"), cell)), "other-step-time");
    }
}
