package io.mscale.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {

    private static final CellRecord.Parity FAILED = new CellRecord.Parity(5, 0.3, 1e-5, 1e-6, false);

    @RegisterExtension
    private final Locales locales = new Locales();

    private static String report(CellRecord... cells) {
        return MarkdownReport.of(SampleEvidence.of(cells));
    }

    /** The rows of the table below its header. */
    private static List<String> rows(String report) {
        return report.lines().filter(line -> line.startsWith("| ")).skip(2).toList();
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void of_backendsAndFailures_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                MarkdownReportTest.class,
                "report.md",
                report(
                        Samples.ok("ejml", "single", 0.516),
                        Samples.ok("nd4j-native", "single", 0.25),
                        Samples.ok("ejml", "multi", 1.2e-3),
                        Samples.withParity(Samples.ok("wrong", "multi", 1e-4), FAILED),
                        Samples.failed("nd4j-native", CellStatus.CRASHED, "the worker died\nof `signal` <9>")));
    }

    @Test
    void of_twoRunsWithRepeats_isTheGoldenFile() throws IOException {
        RunRecord monday = Samples.run(
                Samples.ok("ejml", "multi", 1, 0.5),
                Samples.ok("ejml", "multi", 2, 0.25),
                Samples.failed("ejml", CellStatus.TIMEOUT, "took longer"));
        RunRecord tuesday = Samples.run(Samples.ok("ejml", "multi", 0.125));
        Golden.assertSame(
                MarkdownReportTest.class, "report-runs.md", MarkdownReport.of(SampleEvidence.twoRuns(monday, tuesday)));
    }

    @Test
    void of_oneEntry_isBestAtNothing() {
        assertThat(rows(report(Samples.ok("ejml", "multi", 0.5))))
                .singleElement()
                .asString()
                .doesNotContain("**");
    }

    @Test
    void of_parityFailed_isBestAtNothing() {
        List<String> rows = rows(report(
                Samples.ok("ejml", "multi", 0.5),
                Samples.ok("djl", "multi", 0.4),
                Samples.withParity(Samples.ok("wrong", "multi", 0.1), FAILED)));
        assertThat(rows.get(1)).contains("**4.0e-1**");
        assertThat(rows.get(2)).contains("| 1.0e-1 |").contains("FAILED 3.0e-1").doesNotContain("**");
    }

    @Test
    void of_noCell_saysSo() {
        assertThat(report()).isEqualTo("""
                ## mscale-bench

                No cell has ended.

                ```sh
                java -jar harness.jar run --backend ejml
                ```
                """);
    }

    @Test
    void of_allCellsFailed_showsTheirStatusAndReasons() {
        String report = report(
                Samples.failed("ejml", CellStatus.TIMEOUT, "took longer"),
                Samples.failed("djl", CellStatus.UNSUPPORTED, null));
        assertThat(rows(report))
                .containsExactly(
                        "| ejml | multi | timeout | - | - | - | - | - | - | - |",
                        "| djl | multi | unsupported | - | - | - | - | - | - | - |");
        assertThat(report)
                .contains("\n- ejml-cpu-fit1d-multi-1 timeout: took longer\n- djl-cpu-fit1d-multi-1 unsupported\n");
    }

    @Test
    void of_hostileNames_makeNoMarkup() {
        String name = "<script>alert('x')</script>|`**[a](b)_\\\n\n# \u202e深 @team";
        String escaped = "&lt;script&gt;alert('x')&lt;/script&gt;&#124;\\`\\*\\*\\[a\\](b)\\_\\\\ \\# ?深 @&#8203;team";
        String report = report(
                Samples.ok(name, "single", 0.5),
                Samples.ok(name, "multi", 0.25),
                Samples.ok("other", "multi", 0.25),
                Samples.failed("- djl", CellStatus.FAILED, name));
        assertThat(rows(report))
                .allSatisfy(row -> assertThat(row.split(" \\| ", -1)).hasSize(10));
        assertThat(rows(report).get(0)).startsWith("| " + escaped + " | single | 5.0e-1 | ");
        assertThat(report)
                .contains("\n- \\- djl-cpu-fit1d-multi-1 failed: " + escaped + "\n")
                .contains("\n- cpu fit1d multi: the shortest step is " + escaped + "'s, 125 ms; other ")
                .doesNotContain("<script>");
    }

    @Test
    void of_commandWithBackticks_cannotCloseItsFence() {
        RunRecord run = new RunRecord(
                RunRecord.SCHEMA,
                "id",
                new RunRecord.Tool("0.1.0", null),
                "2026-01-01T00:00:00Z",
                null,
                null,
                List.of("run", "--out", "it's\n```\n<b>"),
                Samples.run().environment(),
                List.of());
        assertThat(MarkdownReport.of(SampleEvidence.twoRuns(run, Samples.run())))
                .endsWith("""
                ````sh
                # monday
                java -jar harness.jar run --out 'it'\\''s ``` <b>'
                # tuesday
                java -jar harness.jar run --backend ejml
                ````
                """);
    }

    @Test
    void of_manyEntries_areCut() {
        String report = report(IntStream.range(0, 200)
                .mapToObj(i -> Samples.ok("backend" + i, "multi", 0.5))
                .toArray(CellRecord[]::new));
        assertThat(rows(report)).hasSize(60);
        assertThat(report).contains("\n\nand 140 more rows in summary.csv\n");
    }

    @Test
    void of_manyRemarks_areCut() {
        String report = report(IntStream.range(0, 25)
                .mapToObj(i -> Samples.failed("backend" + i, CellStatus.FAILED, null))
                .toArray(CellRecord[]::new));
        assertThat(report.lines().filter(line -> line.startsWith("- ")))
                .hasSize(21)
                .last()
                .isEqualTo("- and 5 more in summary.csv");
    }

    @Test
    void of_devicesAndTasksThatDiffer_haveColumns() {
        CellRecord cpu = Samples.ok("ejml", "multi", 0.5);
        assertThat(report(cpu)).startsWith("## mscale-bench: fit1d on cpu\n").contains("\n| backend | variant | ");
        assertThat(report(cpu, Samples.at(cpu, "gpu:1", "fit2d")))
                .startsWith("## mscale-bench: fit1d, fit2d on cpu, gpu:1\n")
                .contains("\n| backend | device | task | variant | ")
                .contains("\n| ejml | gpu:1 | fit2d | multi | ");
    }
}
