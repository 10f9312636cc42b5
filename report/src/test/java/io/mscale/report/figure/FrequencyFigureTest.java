package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.elements;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.point;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.Frequency;
import io.mscale.record.sample.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FrequencyFigureTest {

    @Test
    void of_severalRepeats_saysWhichIsDrawn() {
        CellRecord first = Drawings.trained("ejml", "multi");
        CellRecord second = Samples.withId(Samples.withSeed(first, 2, ""), "second");

        String svg = svg(FigureSet.of(evidence(Path.of("run"), first, second)), "fit1d-frequencies-ejml");

        assertThat(texts(svg)).contains("multi, repeat 1 of 2");
    }

    @Test
    void of_errorsBeyondOne_lookLikeOne() {
        List<Element> cells = cells(draw(
                List.of(point(1, 0.5, List.of(new Frequency(1, 1.0), new Frequency(2, 40.0), new Frequency(3, 0.0))))));

        assertThat(cells)
                .extracting(cell -> cell.getAttribute("fill"))
                .containsExactly("#fde725", "#fde725", "#440154");
    }

    @Test
    void of_ascendingFrequencies_standUpwards() {
        List<Element> cells =
                cells(draw(List.of(point(1, 0.5, List.of(new Frequency(1, 1.0), new Frequency(2, 0.0))))));

        assertThat(Double.parseDouble(cells.get(0).getAttribute("y")))
                .isGreaterThan(Double.parseDouble(cells.get(1).getAttribute("y")));
    }

    @Test
    void of_missingError_leavesItsPlaceWhite() {
        assertThat(cells(draw(List.of(
                        point(1, 0.5, List.of(new Frequency(1, 0.5), new Frequency(2, null))),
                        point(2, 0.5, List.of(new Frequency(1, 0.5), new Frequency(2, 0.5)))))))
                .hasSize(3);
    }

    @Test
    void of_neighbouringSteps_touch() {
        List<Element> cells = cells(draw(List.of(
                point(10, 0.5, List.of(new Frequency(1, 0.5))), point(1000, 0.5, List.of(new Frequency(1, 0.4))))));

        assertThat(number(cells.get(0), "x") + number(cells.get(0), "width")).isEqualTo(number(cells.get(1), "x"));
        assertThat(number(cells.get(0), "width")).isEqualTo(number(cells.get(1), "width"));
    }

    /** A variant whose steps take twice as long has not learned earlier because it took fewer. */
    @Test
    void of_trainingTime_hasItsOwnFigure() {
        FigureSet set = FigureSet.of(evidence(
                Path.of("run"),
                cell(List.of(
                        new CurvePoint(10, 1, 0.5, 0.5, List.of(new Frequency(1, 0.5))),
                        new CurvePoint(20, 100, 0.5, 0.5, List.of(new Frequency(1, 0.4))),
                        new CurvePoint(1000, 200, 0.5, 0.5, List.of(new Frequency(1, 0.3)))))));
        String bySteps = svg(set, "other-frequencies-ejml");
        String bySeconds = svg(set, "other-frequencies-ejml-seconds");

        assertThat(texts(bySteps)).contains("training step");
        assertThat(texts(bySeconds))
                .anyMatch(text -> text.startsWith("training time"))
                .doesNotContain("training step");
        // from the geometric mean before a point to that behind it
        assertThat(number(cells(bySteps).get(0), "width"))
                .isLessThan(number(cells(bySteps).get(2), "width"));
        assertThat(number(cells(bySeconds).get(0), "width"))
                .isGreaterThan(number(cells(bySeconds).get(2), "width"));
    }

    @Test
    void of_stepsCloseTogether_stillHaveNumberOnTheAxis() {
        String svg = draw(List.of(
                point(10_200, 0.5, List.of(new Frequency(1, 0.5))),
                point(10_300, 0.5, List.of(new Frequency(1, 0.4)))));

        assertThat(texts(svg)).contains("104");
    }

    @Test
    void of_manyFrequencies_labelsAsManyAsHaveRoom() {
        List<Frequency> frequencies = new ArrayList<>();
        for (int k = 1; k <= 300; k++) {
            frequencies.add(new Frequency(k + 0.5, 0.5));
        }

        assertThat(texts(draw(List.of(point(1, 0.5, frequencies)))))
                .contains("1.5")
                .hasSizeBetween(20, 60);
    }

    @Test
    void of_stepZeroOnly_isNoFigure() {
        FigureSet set =
                FigureSet.of(evidence(Path.of("run"), cell(List.of(point(0, 0.5, List.of(new Frequency(1, 0.5)))))));

        assertThat(Drawings.names(set)).doesNotContain("other-frequencies-ejml");
    }

    @Test
    void of_constantsOfTwoIntervals_areTwoNamedRows() {
        String svg = draw(List.of(point(
                1,
                0.5,
                List.of(
                        new Frequency(0, 0.1, "[-3.142, 0]", false),
                        new Frequency(3, 0.2, "[-3.142, 0]", false),
                        new Frequency(0, 0.3, "[0, 3.142]", false),
                        new Frequency(23, 0.4, "[0, 3.142]", false)))));

        assertThat(texts(svg)).containsSubsequence("constant left", "constant right", "3", "23");
        assertThat(cells(svg)).hasSize(4);
    }

    @Test
    void of_constantThatTheTargetLacks_isNoRow() {
        String svg = draw(List.of(point(1, 0.5, List.of(new Frequency(0, null), new Frequency(4, 0.5)))));

        assertThat(texts(svg)).contains("4").doesNotContain("constant", "0");
        assertThat(cells(svg)).hasSize(1);
    }

    @Test
    void of_frequenciesOfTheData_saysSo() {
        assertThat(texts(draw(List.of(point(1, 0.5, List.of(new Frequency(4.2, 0.5, null, true)))))))
                .anyMatch(text -> text.contains("strongest lines of the training data"));
        assertThat(texts(draw(List.of(point(1, 0.5, List.of(new Frequency(4.2, 0.5)))))))
                .noneMatch(text -> text.contains("training data"));
    }

    /** Those of the map; the rest of the cells are the colour bar's, whose width is fixed. */
    private static List<Element> cells(String svg) {
        return elements(svg, "rect").stream()
                .filter(rect -> rect.getParentNode().getNodeName().equals("g"))
                .filter(rect -> !rect.getAttribute("width").equals("16"))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static String draw(List<CurvePoint> curve) {
        return svg(FigureSet.of(evidence(Path.of("run"), cell(curve))), "other-frequencies-ejml");
    }

    private static CellRecord cell(List<CurvePoint> curve) {
        return Drawings.with(Samples.ok("ejml", "multi", 0.5), "other", "cpu", curve, 0.1);
    }
}
