package io.mscale.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.sample.Samples;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.results.sample.SampleEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryFigureTest {

    private static List<Line> lines(CellRecord... cells) {
        return FigureSet.of(SampleEvidence.of(cells)).of(Figure.Kind.CANARY, "fit1d").stream()
                .flatMap(figure -> figure.chart().panels().stream())
                .flatMap(panel -> ((Content.Lines) panel.content()).lines().stream())
                .toList();
    }

    @Test
    void of_repeats_areLinesRelativeToTheBestOfAll() {
        List<Line> lines = lines(
                Samples.withCanary(Samples.ok("ejml", "multi", 1, 0.1), 12, 18),
                Samples.withCanary(Samples.ok("ejml", "multi", 2, 0.1), 24, 24, 12),
                Samples.withCanary(Samples.ok("djl", "multi", 1, 0.1), 20, 24));
        assertThat(lines).extracting(Line::role).containsExactly(Line.Role.MAIN, Line.Role.REPEAT, Line.Role.MAIN);
        assertThat(lines.get(0).points()).containsExactly(new Line.Point(0, 0.5), new Line.Point(1, 0.75));
        assertThat(lines.get(2).name()).hasToString("djl");
    }

    @Test
    void of_cellsThatNobodyWatched_isMissing() {
        assertThat(lines(Samples.ok("ejml", "multi", 0.1))).isEmpty();
        assertThat(lines(Samples.withCanary(Samples.ok("ejml", "multi", 0.1), 24)))
                .as("one reading")
                .isEmpty();
    }
}
