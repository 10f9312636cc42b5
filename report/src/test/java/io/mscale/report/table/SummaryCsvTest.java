package io.mscale.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.report.text.Caption;
import io.mscale.results.evidence.Evidence;
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
    void of_rounds_haveAColumnAndTheCaptionNamesThem() {
        CellRecord plain = Samples.ok("ejml", "single", 0.5);
        CellRecord inRounds =
                Samples.with(Samples.ok("ejml", "multi", 0.5), "cell.training.rounds", new CellSpec.Rounds(3, false));
        Evidence evidence = SampleEvidence.of(plain, inRounds);

        List<String> rows = SummaryCsv.of(evidence).lines().toList();
        assertThat(rows.get(0)).endsWith(",testMseAwayFromKinks,rounds");
        assertThat(rows.get(1)).endsWith(",");
        assertThat(rows.get(2)).endsWith(",3");
        assertThat(Caption.training(evidence)).contains(" steps in 1 / 3 rounds on ");
        assertThat(Caption.training(SampleEvidence.of(plain))).doesNotContain("rounds");
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
