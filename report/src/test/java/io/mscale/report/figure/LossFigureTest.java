package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.drawnIn;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static io.mscale.report.figure.Drawings.withErrors;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import java.nio.file.Path;
import java.util.List;
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
    void overSteps_taskWithPublishedCurves_showsThemOverStepsOnly() {
        FigureSet set = FigureSet.of(evidence(Path.of("run"), Drawings.trained("ejml", "multi")));

        assertThat(texts(svg(set, "fit1d-loss-steps"))).contains("published: normal");
        assertThat(texts(svg(set, "fit1d-loss-seconds"))).doesNotContain("published: normal");
    }

    private static List<Element> lines(CellRecord cell) {
        return drawnIn(draw(cell), "path", FIRST_COLOUR);
    }

    private static String draw(CellRecord cell) {
        return svg(FigureSet.of(evidence(Path.of("run"), cell)), "other-loss-steps");
    }
}
