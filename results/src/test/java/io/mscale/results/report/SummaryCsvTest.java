package io.mscale.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.record.CellStatus;
import io.mscale.results.Golden;
import io.mscale.results.Locales;
import io.mscale.results.Samples;
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
    @MethodSource("io.mscale.results.Locales#all")
    void of_cellsOfAllKinds_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                SummaryCsvTest.class,
                "summary.csv",
                SummaryCsv.of(List.of(
                        Samples.ok("ejml", "single", 0.5),
                        Samples.ok("ejml", "multi", 2, 0.001),
                        Samples.failed("djl", CellStatus.FAILED, "no \"libtorch\", says\nthe loader"),
                        Samples.failed("nd4j", CellStatus.CRASHED, null))));
    }

    @Test
    void of_everyRow_hasAsManyFieldsAsTheHeader() {
        String csv = SummaryCsv.of(
                List.of(Samples.ok("ejml", "single", 0.5), Samples.failed("djl", CellStatus.FAILED, "no comma here")));
        assertThat(csv.lines().map(line -> line.split(",", -1).length).distinct())
                .containsExactly(34);
    }

    @Test
    void of_noCell_isTheHeaderAlone() {
        assertThat(SummaryCsv.of(List.of()).lines()).hasSize(1);
    }
}
