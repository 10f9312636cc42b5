package io.mscale.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryCsvTest {

    @RegisterExtension
    private final Locales locales = new Locales();

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void of_cellsOfAllKinds_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                SummaryCsvTest.class,
                "summary.csv",
                SummaryCsv.of(SampleEvidence.of(
                        Samples.ok("ejml", "single", 0.5),
                        Samples.ok("ejml", "multi", 2, 0.001),
                        Samples.failed("djl", CellStatus.FAILED, "no \"libtorch\", says\nthe loader"),
                        Samples.failed("nd4j", CellStatus.CRASHED, null))));
    }

    @Test
    void of_everyRow_hasAsManyFieldsAsTheHeader() {
        String csv = SummaryCsv.of(SampleEvidence.of(
                Samples.ok("ejml", "single", 0.5), Samples.failed("djl", CellStatus.FAILED, "no comma here")));
        assertThat(csv.lines().map(line -> line.split(",", -1).length).distinct())
                .containsExactly(40);
    }

    @Test
    void of_noCell_isTheHeaderAlone() {
        assertThat(SummaryCsv.of(SampleEvidence.of()).lines()).hasSize(1);
    }

    @Test
    void of_severalRuns_tellsTheirCellsApart() {
        List<String> rows = SummaryCsv.of(SampleEvidence.twoRuns(
                        Samples.run(Samples.ok("ejml", "single", 0.5)), Samples.run(Samples.ok("ejml", "single", 0.5))))
                .lines()
                .toList();
        assertThat(rows.get(0)).endsWith(",peakRssBytes,run,twin,setting,psnr,testMseNearKinks,testMseAwayFromKinks");
        assertThat(rows.get(1))
                .startsWith("monday/ejml-cpu-fit1d-single-1,ejml,")
                .endsWith(",312000000,monday,false,,,,");
        assertThat(rows.get(2))
                .startsWith("tuesday/ejml-cpu-fit1d-single-1,ejml,")
                .endsWith(",312000000,tuesday,false,,,,");
    }

    @Test
    void of_hostileNames_staysOneFieldEach() {
        assertThat(SummaryCsv.of(SampleEvidence.of(Samples.ok("a,\"b\"\r\nc", "深 \u202e", 0.5))))
                .contains("\n\"a,\"\"b\"\"\r\nc-cpu-fit1d-深 \u202e-1\",\"a,\"\"b\"\"\r\nc\",cpu,fit1d,multi,quick,")
                .endsWith(",深 \u202e,,,\n");
    }
}
