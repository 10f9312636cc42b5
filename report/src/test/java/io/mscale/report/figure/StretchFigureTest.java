package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.trained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Scales;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.sample.Samples;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StretchFigureTest {

    private final Path folder;

    StretchFigureTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void of_stretchedNetwork_showsTheHighFrequencyAsALowOne() throws IOException {
        CellRecord cell = scaled(new Scales.Constant(6, 2));
        learned(cell, "%s,%s,0");

        Chart chart = figure(cell).orElseThrow();

        assertThat(chart.panels())
                .extracting(Chart.Panel::heading)
                .containsExactly(
                        "f(x)",
                        "its amplitudes: the largest at k = 12",
                        "f(x/6)",
                        "its amplitudes: the largest at k = 2");
        // sin 12x becomes sin 2x
        assertThat(points(chart, 2))
                .allSatisfy(point -> assertThat(point.y()).isCloseTo(Math.sin(2 * point.x()), within(1e-3)));
        assertThat(points(chart, 3))
                .filteredOn(point -> point.y() > 0.01)
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.x()).isCloseTo(2, within(1e-12));
                    assertThat(point.y()).isCloseTo(1, within(1e-3));
                });
    }

    @Test
    void of_manyScalesOrTableOrNothing_isNoFigure() throws IOException {
        CellRecord nothing = scaled(new Scales.Constant(6, 2));
        assertThat(figure(nothing)).isEmpty();

        CellRecord many = Samples.withId(scaled(new Scales.Linear(3)), "many");
        learned(many, "%s,%s,0");
        assertThat(figure(many)).isEmpty();

        CellRecord table = Samples.withId(nothing, "table");
        learned(table, "%s,,0");
        assertThat(figure(table)).isEmpty();
    }

    private Optional<Chart> figure(CellRecord cell) {
        Evidence evidence = evidence(folder, cell);
        TaskEntries task = TaskEntries.ofTask(evidence, cell.task());
        List<String> missing = new ArrayList<>();
        Optional<Chart> chart = StretchFigure.of(task, task.competitors().get(0), missing);
        assertThat(missing).isEmpty();
        return chart;
    }

    private static List<Line.Point> points(Chart chart, int panel) {
        return ((Content.Lines) chart.panels().get(panel).content())
                .lines()
                .get(0)
                .points();
    }

    private static CellRecord scaled(Scales scales) {
        return Samples.with(trained("ejml", "multi"), "cell.network.spec.scales", scales);
    }

    /** Target sin 12x on [-pi, pi], at 2001 points, in the given form of a row. */
    private void learned(CellRecord cell, String form) throws IOException {
        StringBuilder csv = new StringBuilder("kind,x1,truth1,prediction1\n");
        for (int i = 0; i <= 2000; i++) {
            double x = Math.PI * (i - 1000) / 1000;
            csv.append("curve,")
                    .append(String.format(form, x, Math.sin(12 * x)))
                    .append('\n');
        }
        Path file = folder.resolve("cells").resolve(cell.id()).resolve("learned.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, csv);
    }
}
