package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.elements;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.names;
import static io.mscale.report.figure.Drawings.predict;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static io.mscale.report.figure.Drawings.trained;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.task.Units;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.TaskSettings;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedFigureTest {

    private static final String HEADER = "x1,truth1,prediction1\n";

    private final Path folder;

    private final CellRecord cell = trained("ejml", "multi");

    LearnedFigureTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void of_prediction_labelsRowWithItsError() throws IOException {
        assertThat(texts(draw(Drawings.halfSine()))).contains("multi, test MSE 1.5e-2", "detail", "1.00", "1.20");
    }

    @Test
    void of_table_drawsItsPointsWithNamesAndUnits() throws IOException {
        TaskSettings settings = new TaskSettings(
                Map.of(),
                List.of(),
                new Units(
                        List.of(new Units.Column("time [s]", 5, 5)),
                        List.of(new Units.Column("height <b> (m)", 2, 10))));
        Cell table = new Cell(
                cell.cell().identity(), cell.network(), cell.training(), cell.measurement(), cell.worker(), settings);
        CellRecord ofTable = new CellRecord(
                table,
                new CellRecord.Outcome(cell.status(), cell.reason()),
                cell.library(),
                cell.work(),
                cell.accuracy(),
                cell.timing(),
                cell.memory(),
                cell.parity(),
                cell.kernel(),
                cell.curve());
        predict(folder, ofTable, "x1,truth1,prediction1\n0,0,0\n");
        Path learned = folder.resolve("cells").resolve(ofTable.id()).resolve("learned.csv");
        Files.writeString(learned, """
                kind,x1,truth1,prediction1
                curve,1.0,,0
                curve,1.2,,1
                training,1.05,0.5,
                training,1.1,0.6,
                test,1.15,0.7,
                """);

        String svg = svg(FigureSet.of(evidence(folder, ofTable)), "fit1d-learned-ejml");

        assertThat(texts(svg))
                .contains("training", "test", "network", "time (s)", "height <b> (m)")
                .contains("multi, test MSE 1.5e-2, RMSE 1.2e0 m")
                .doesNotContain("target", "x", "f(x)");
        // Each sample in the whole and in the detail, and two keys.
        assertThat(elements(svg, "circle")).hasSize(3 * 2 + 2);
    }

    @Test
    void of_headerOnly_isNoFigure() throws IOException {
        predict(folder, cell, HEADER);

        FigureSet set = FigureSet.of(evidence(folder, cell));

        assertThat(names(set)).isNotEmpty().doesNotContain("fit1d-learned-ejml");
        assertThat(set.notes()).isEmpty();
    }

    @Test
    void of_twoInputs_isNoFigure() throws IOException {
        predict(folder, cell, "x1,x2,truth1,prediction1\n1,2,3,4\n");

        assertThat(names(FigureSet.of(evidence(folder, cell)))).doesNotContain("fit1d-learned-ejml");
    }

    @Test
    void of_onePoint_isDrawn() throws IOException {
        assertThat(elements(draw(HEADER + "1.1,2,2\n"), "circle")).hasSize(4);
    }

    @Test
    void of_predictionThatDiverged_leavesTheTargetLegible() throws IOException {
        String svg = draw(HEADER + "1.0,-1,NaN\n1.1,0,1e30\n1.15,1,Infinity\n1.2,1,-1e308\n");

        assertThat(texts(svg)).contains("\u22121.0", "2.0").doesNotContain("1.0e30");
        assertThat(svg).doesNotContain("NaN", "Infinity", "E30");
    }

    /** One above the other, they are compared. */
    @Test
    void of_twoVariants_haveCommonAxes() throws IOException {
        CellRecord single = trained("ejml", "single");
        predict(folder, single, HEADER + "0,-1,0\n1.05,0,0.1\n1.15,0.2,0.1\n3,1,0\n");
        predict(folder, cell, HEADER + "0,-1,-1.4\n1.05,0,0.5\n1.15,0.2,-0.1\n3,1,1.3\n");

        List<Chart.Panel> panels = FigureSet.of(evidence(folder, single, cell))
                .of(Figure.Kind.LEARNED, "fit1d")
                .get(0)
                .chart()
                .panels();

        assertThat(panels).hasSize(4);
        assertThat(panels.get(0).y().scale()).isEqualTo(panels.get(2).y().scale());
        assertThat(panels.get(1).y().scale()).isEqualTo(panels.get(3).y().scale());
        Scale.Linear whole = (Scale.Linear) panels.get(0).y().scale();
        Scale.Linear detail = (Scale.Linear) panels.get(1).y().scale();
        assertThat(whole.low()).isLessThanOrEqualTo(-1.4);
        assertThat(whole.high()).isGreaterThanOrEqualTo(1.3);
        assertThat(detail.low()).isLessThanOrEqualTo(-0.1);
        assertThat(detail.high()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void of_manyPoints_drawsNoMoreThanCanBeSeen() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 100_000; i++) {
            csv.append(i / 1e4)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i % 5)
                    .append('\n');
        }

        assertThat(draw(csv.toString()).length()).isBetween(10_000, 300_000);
    }

    private String draw(String prediction) throws IOException {
        predict(folder, cell, prediction);
        return svg(FigureSet.of(evidence(folder, cell)), "fit1d-learned-ejml");
    }
}
