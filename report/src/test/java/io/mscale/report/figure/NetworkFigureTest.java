package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.elements;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Samples;
import io.mscale.report.html.ChangeSection;
import io.mscale.report.html.HtmlReport;
import io.mscale.report.network.Networks;
import io.mscale.report.output.ReportFiles;
import io.mscale.report.output.ReportFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFigureTest {

    private static final String NAME = "fit1d-network";

    @Test
    void of_everyVariant_isTheGoldenFile() throws IOException {
        String svg =
                draw(Stream.of(Variant.values()).map(NetworkFigureTest::cell).toArray(CellRecord[]::new));

        Golden.assertSame(NetworkFigureTest.class, NAME + ".svg", svg);
    }

    @Test
    void of_multiAndMulti2_showsBlocksAndWidths() {
        assertThat(texts(draw(cell(Variant.MULTI))))
                .contains("multi: 8 scales, 3297 trained parameters", "1 x", "128 x", "64", "32", "sin", "2080")
                .doesNotContain("8 x");
        // Input, output, and the dots of the blocks that are left out.
        assertThat(elements(draw(cell(Variant.MULTI)), "circle")).hasSize(2 + 3);
        assertThat(elements(draw(cell(Variant.MULTI2)), "circle")).hasSize(2 + 3 * 3);
        assertThat(texts(draw(cell(Variant.MULTI2)))).contains("sum");
    }

    /** Blocks of subnetworks are joined to their counterparts only. */
    @Test
    void of_links_areThoseOfTheStructure() {
        assertThat(elements(draw(cell(Variant.SINGLE)), "path")).hasSize(4);
        assertThat(elements(draw(cell(Variant.MULTI)), "path")).hasSize(4 + 4 + 1 + 1);
        assertThat(elements(draw(cell(Variant.MULTI2)), "path")).hasSize(4 + 4 + 4 + 4);
    }

    @Test
    void of_severalBackends_drawsTheirNetworkOnce() {
        String svg = draw(cell("djl", Variant.MULTI), cell("ejml", Variant.MULTI), cell("ejml", Variant.SINGLE));

        assertThat(texts(svg).stream().filter(text -> text.contains("trained parameters")))
                .containsExactly(
                        "multi: 8 scales, 3297 trained parameters", "single: 1 scale, 3297 trained parameters");
    }

    @Test
    void of_grid_namesTheSettings() {
        CellRecord other = Samples.with(
                Samples.with(
                        cell(Variant.MULTI),
                        "cell.network.spec",
                        Networks.of(Variant.MULTI, new Scales.Linear(3), false, 64, 32)),
                "cell.identity.setting",
                "scales linear:3 <b>");
        CellRecord first = Samples.with(cell(Variant.MULTI), "cell.identity.setting", "scales pow2:8");

        assertThat(texts(draw(first, Samples.withId(other, "other"))))
                .contains(
                        "multi, scales pow2:8: 8 scales, 3297 trained parameters",
                        "multi, scales linear:3 <b>: 3 scales, 2241 trained parameters");
    }

    @Test
    void of_rounds_saysThatItIsOneOfSeveralNetworks() {
        CellRecord cell = cell(Variant.MULTI);

        assertThat(texts(draw(Samples.with(cell, "cell.training.rounds", new CellSpec.Rounds(3, false)))))
                .contains("multi: 8 scales, 3297 trained parameters, one of 3 networks with 9891 in all");
        assertThat(texts(draw(Samples.with(cell, "cell.training.rounds", new CellSpec.Rounds(2, true)))))
                .contains("multi: 8 scales, 3297 trained parameters, the first of 2 networks with 6594 in all");
    }

    @Test
    void of_nothingTrained_isNoFigure() {
        FigureSet set =
                FigureSet.of(evidence(Path.of("run"), Samples.failed("ejml", CellStatus.UNSUPPORTED, "no GPU")));

        assertThat(Drawings.names(set)).isEmpty();
    }

    @Test
    void report_hasTheFigureInEveryForm(@TempDir Path folder) throws IOException {
        var evidence = evidence(folder, cell(Variant.MULTI));

        ReportFiles.write(evidence, new ReportFolder(folder), false);

        assertThat(folder.resolve("figures/" + NAME + ".svg")).isRegularFile();
        assertThat(folder.resolve("report.md")).content().contains("![The networks: fit1d-network](figures/");
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE)).contains("<h3>The networks</h3>", ">128 x</text>");
    }

    private static CellRecord cell(Variant variant) {
        return cell("ejml", variant);
    }

    private static CellRecord cell(String backend, Variant variant) {
        return Samples.with(Samples.ok(backend, variant.id(), 0.5), "cell.network.spec", Networks.of(variant));
    }

    private static String draw(CellRecord... cells) {
        return svg(FigureSet.of(evidence(Path.of("run"), cells)), NAME);
    }
}
