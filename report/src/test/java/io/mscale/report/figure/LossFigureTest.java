package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.drawnIn;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static io.mscale.report.figure.Drawings.withErrors;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Samples;
import io.mscale.report.chart.Content;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LossFigureTest {

    private static final String FIRST_COLOUR = "#0072b2";

    @Test
    void overSteps_missingErrorInTheMiddle_breaksTheLine() {
        assertThat(lines(withErrors(1.0, 0.5, null, 0.2, 0.1))).hasSize(2);
    }

    @Test
    void overSteps_noGap_isOneLine() {
        assertThat(lines(withErrors(1.0, 0.5, 0.2))).hasSize(1);
    }

    @Test
    void overSteps_errorsWithoutLogarithm_areLeftOut() {
        List<Element> lines = lines(withErrors(1.0, 0.5, 0.0, -1.0, 0.2, 0.1));

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(
                        line.getAttribute("d").split("L", -1))
                .hasSize(2));
    }

    @Test
    void overSteps_onePoint_isDot() {
        String svg = draw(withErrors(0.5));

        assertThat(drawnIn(svg, "circle", FIRST_COLOUR)).hasSize(1);
        assertThat(drawnIn(svg, "path", FIRST_COLOUR)).isEmpty();
    }

    @Test
    void overSteps_equalErrors_hasAxisAroundThem() {
        assertThat(texts(draw(withErrors(0.3, 0.3, 0.3)))).contains("0.2", "0.5");
    }

    @Test
    void overSteps_noErrorToDraw_isNoFigure() {
        FigureSet set = FigureSet.of(evidence(Path.of("run"), withErrors(null, 0.0)));

        assertThat(Drawings.names(set)).doesNotContain("other-loss-steps", "other-loss-seconds");
    }

    @Test
    void overSteps_stepZero_hasNoPlace() {
        CellRecord cell = withErrors();
        CellRecord withStart = Drawings.with(
                cell,
                "other",
                "cpu",
                List.of(Drawings.point(0, 1.0, List.of()), Drawings.point(10, 0.5, List.of())),
                0.1);

        assertThat(drawnIn(draw(withStart), "circle", FIRST_COLOUR)).hasSize(1);
    }

    @Test
    void overSteps_longRunOfTaskWithPublishedCurves_showsThemOverStepsOnly() {
        FigureSet set = FigureSet.of(evidence(Path.of("run"), upTo(60_000)));

        assertThat(texts(svg(set, "fit1d-loss-steps")))
                .contains("published: normal")
                .noneMatch(text -> text.contains("beyond this axis"));
        assertThat(texts(svg(set, "fit1d-loss-seconds"))).doesNotContain("published: normal");
    }

    @Test
    void overSteps_shortRunOfTaskWithPublishedCurves_keepsItsAxisAndTellsTheirEnds() {
        String middle = svg(FigureSet.of(evidence(Path.of("run"), upTo(3_000))), "fit1d-loss-steps");
        String small = svg(FigureSet.of(evidence(Path.of("run"), upTo(40))), "fit1d-loss-steps");

        assertThat(texts(middle)).contains("published: normal");
        assertThat(String.join(" ", texts(middle)))
                .contains("end beyond this axis: normal at 2.6e-1 after 49500 steps");
        assertThat(texts(small)).contains("1", "50").doesNotContain("published: normal", "100", "10000");
        assertThat(String.join(" ", texts(small))).contains("lie beyond this axis: normal at 2.6e-1");
    }

    /** A cell of fit1d whose last observation is after that many steps. */
    private static CellRecord upTo(int steps) {
        List<CellRecord.CurvePoint> curve =
                List.of(Drawings.point(1, 1.0, List.of()), Drawings.point(steps, 0.5, List.of()));
        return Drawings.with(Drawings.trained("ejml", "multi"), "fit1d", "cpu", curve, 0.002);
    }

    @Test
    void overSteps_repeats_areMedianRangeAndThinLines() {
        String svg = draw(repeat(1, 1.0, 0.4), repeat(2, 3.0, 0.2), repeat(3, 2.0, 0.3));

        List<Element> lines = drawnIn(svg, "path", FIRST_COLOUR);
        assertThat(lines).hasSize(4);
        assertThat(lines.stream().map(line -> line.getAttribute("stroke-width")))
                .containsOnlyOnce("2.5");
        assertThat(height(lines.get(3), 0)).isEqualTo(height(lines.get(2), 0));
        assertThat(bands(svg)).hasSize(1);
        assertThat(drawnIn(svg, "circle", "#ffffff"))
                .hasSize(4)
                .filteredOn(dot -> dot.getAttribute("r").equals("4"))
                .singleElement()
                .satisfies(dot -> assertThat(dot.getAttribute("cy")).isEqualTo(height(lines.get(3), 1)));
        assertThat(texts(svg))
                .contains(
                        "Lines: medians over 3 repeats; shaded: their range; thin: each repeat. Dots: the lowest error of"
                                + " each line.");
    }

    @Test
    void overSteps_keptParameters_haveARingOnTheCurve() {
        String svg = draw(kept(withErrors(1.0, 0.4, 0.2, 0.3), 2));

        String curve = drawnIn(svg, "path", FIRST_COLOUR).get(0).getAttribute("d");
        assertThat(rings(svg)).singleElement().satisfies(ring -> assertThat(
                        ring.getAttribute("cx") + " " + ring.getAttribute("cy"))
                .isEqualTo(curve.substring(1).split("L", -1)[1]));
        assertThat(texts(svg)).anyMatch(text -> text.contains("Rings: the parameters that were kept, of the least"));
    }

    @Test
    void overSteps_keptParametersOfRepeats_haveARingOnEachOfTheirCurves() {
        String svg = draw(kept(repeat(1, 1.0, 0.4, 0.5), 2), kept(repeat(2, 3.0, 0.2, 0.1), 3), repeat(3, 2.0, 0.3));

        assertThat(rings(svg)).hasSize(2);
    }

    @Test
    void overSteps_lastParameters_haveNoRing() {
        String svg = draw(withErrors(1.0, 0.4, 0.2, 0.3));

        assertThat(rings(svg)).isEmpty();
        assertThat(texts(svg)).noneMatch(text -> text.contains("Rings"));
    }

    /** A step that was not evaluated, or whose error cannot be drawn, has no place on the curve. */
    @Test
    void overSteps_keptParametersWithoutError_haveNoRing() {
        assertThat(rings(draw(kept(withErrors(1.0, null, 0.2), 2)))).isEmpty();
        assertThat(rings(draw(kept(withErrors(1.0, 0.3, 0.2), 7)))).isEmpty();
    }

    private static CellRecord kept(CellRecord cell, int step) {
        return Samples.with(cell, "accuracy.bestStep", step);
    }

    private static List<Element> rings(String svg) {
        return drawnIn(svg, "circle", FIRST_COLOUR).stream()
                .filter(circle -> circle.getAttribute("fill").equals("none"))
                .toList();
    }

    @Test
    void overSteps_repeatThatStoppedEarly_endsTheMedianAndIsTold() {
        String svg = draw(repeat(1, 1.0, 0.4, 0.2), repeat(2, 1.0, 0.3));

        List<Element> lines = drawnIn(svg, "path", FIRST_COLOUR);
        assertThat(lines.get(lines.size() - 1).getAttribute("d").split("L", -1)).hasSize(2);
        assertThat(String.join(" ", texts(svg)))
                .contains("Not all repeats of ejml multi went on after step 2, where their median ends.");
    }

    @Test
    void overSteps_failedRepeat_isLeftOutAndTold() {
        CellRecord failed = Samples.withStatus(repeat(3, 9.0, 8.0), CellStatus.TIMEOUT);

        String svg = draw(repeat(1, 1.0, 0.4), repeat(2, 1.0, 0.3), failed);

        assertThat(drawnIn(svg, "path", FIRST_COLOUR)).hasSize(3);
        assertThat(String.join(" ", texts(svg))).contains("Left out of ejml multi: 1 of 3 (timeout) repeats.");
    }

    @Test
    void overSeconds_repeats_haveTheMedianTime() {
        CellRecord slow = Drawings.with(
                repeat(2, 1.0, 0.3),
                "other",
                "cpu",
                List.of(new CellRecord.CurvePoint(1, 0.1, 1.0, 1.0, List.of()), Drawings.point(2, 0.3, List.of())),
                0.002);
        FigureSet set = FigureSet.of(evidence(Path.of("run"), repeat(1, 1.0, 0.4), slow));

        assertThat(drawnIn(svg(set, "other-loss-seconds"), "path", FIRST_COLOUR))
                .hasSize(3);
    }

    @Test
    void overSteps_elevenSettings_areDrawnInTheirOwnColoursAndAllAtTheEnd() {
        CellRecord[] cells = IntStream.range(0, 11)
                .mapToObj(i -> setting("multi", "width " + i, 0.1 + 0.01 * i))
                .toArray(CellRecord[]::new);
        FigureSet set = FigureSet.of(evidence(Path.of("run"), cells));

        String curves = svg(set, "other-loss-steps");
        assertThat(texts(curves)).contains("width 0", "width 7").doesNotContain("width 8", "multi width 0");
        assertThat(texts(curves)).anyMatch(text -> text.startsWith("The 8 of 11 with the lowest errors at the end."));
        assertThat(Drawings.elements(curves, "path").stream().map(path -> path.getAttribute("stroke")))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(texts(svg(set, "other-final-error")))
                .containsSubsequence("width 0", "width 1", "width 9", "width 10");
    }

    @Test
    void overSteps_variantsBySettings_haveAPanelForEachVariant() {
        CellRecord[] cells = Stream.of("single", "multi")
                .flatMap(variant ->
                        IntStream.range(0, 6).mapToObj(i -> setting(variant, "first sin, width " + i, 0.1 + 0.01 * i)))
                .toArray(CellRecord[]::new);

        String svg = svg(FigureSet.of(evidence(Path.of("run"), cells)), "other-loss-steps");

        assertThat(texts(svg)).contains("single", "multi", "width 0", "width 5").doesNotContain("first sin, width 0");
        assertThat(Drawings.elements(svg, "path")).hasSize(12);
        assertThat(Drawings.elements(svg, "path").stream()
                        .map(path -> path.getAttribute("stroke"))
                        .distinct())
                .hasSize(6);
    }

    @Test
    void overSteps_panelsOfTaskWithPublishedCurves_showThemInThePanelOfTheirVariant() {
        CellRecord[] cells = Stream.of("single", "multi", "siren")
                .flatMap(variant -> IntStream.range(0, 4)
                        .mapToObj(i -> setting("fit1d", variant, "width " + i, 5000, 0.1 + 0.01 * i)))
                .toArray(CellRecord[]::new);
        FigureSet set = FigureSet.of(evidence(Path.of("run"), cells));

        String svg = svg(set, "fit1d-loss-steps");
        assertThat(drawnIn(svg, "path", "#888888")).hasSize(2);
        assertThat(texts(svg)).contains("published: normal").anyMatch(text -> text.startsWith("published: phi-psi"));
        assertThat(String.join(" ", texts(svg))).contains("end beyond this axis: normal at 2.6e-1 after 49500 steps");
        assertThat(drawnIn(svg(set, "fit1d-loss-seconds"), "path", "#888888")).isEmpty();
        assertThat(set.of(Figure.Kind.LOSS, "fit1d").get(0).chart().panels().stream()
                        .map(panel -> ((Content.Lines) panel.content())
                                .legend().stream()
                                        .map(line -> line.name().toString())
                                        .filter(name -> name.startsWith("published"))
                                        .toList()))
                .containsExactly(List.of("published: normal"), List.of("published: phi-psi(100)/phi"), List.of());
    }

    private static CellRecord setting(String variant, String setting, double error) {
        return setting("other", variant, setting, 2, error);
    }

    /** A cell of a point of a grid, with its error after the last step. */
    private static CellRecord setting(String task, String variant, String setting, int steps, double error) {
        CellRecord cell = Samples.with(Samples.ok("simd", variant, error), "cell.identity.setting", setting);
        return Samples.withId(
                Drawings.with(
                        cell,
                        task,
                        "cpu",
                        List.of(Drawings.point(1, 1.0, List.of()), Drawings.point(steps, error, List.of())),
                        0.002),
                (variant + "-" + setting).replaceAll("[^a-z0-9]", "-"));
    }

    private static CellRecord repeat(int number, Double... errors) {
        return Samples.withId(Samples.withSeed(withErrors(errors), number, ""), "repeat-" + number);
    }

    private static List<Element> bands(String svg) {
        return Drawings.elements(svg, "path").stream()
                .filter(path -> !path.getAttribute("fill-opacity").isEmpty())
                .toList();
    }

    /** The y of a point of a line, in pixels. */
    private static String height(Element line, int point) {
        return line.getAttribute("d").substring(1).split("L", -1)[point].split(" ", -1)[1];
    }

    private static List<Element> lines(CellRecord cell) {
        return drawnIn(draw(cell), "path", FIRST_COLOUR);
    }

    private static String draw(CellRecord... cells) {
        return svg(FigureSet.of(evidence(Path.of("run"), cells)), "other-loss-steps");
    }
}
