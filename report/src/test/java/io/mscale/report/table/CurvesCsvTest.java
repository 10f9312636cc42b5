package io.mscale.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
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

class CurvesCsvTest {

    private static final CellRecord.CurvePoint POINT = new CellRecord.CurvePoint(7, 1.5, null, 0.25, List.of());

    @RegisterExtension
    private final Locales locales = new Locales();

    private static String csv(CellRecord... cells) {
        return CurvesCsv.of(SampleEvidence.of(cells).cells());
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void of_cellsOfAllKinds_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                CurvesCsvTest.class,
                "curves.csv",
                csv(
                        Samples.ok("ejml", "single", 0.5),
                        Samples.ok("ejml", "multi", 2, 1.25e-5),
                        Samples.withParity(
                                Samples.ok("wrong", "multi", 0.4), new CellRecord.Parity(5, 0.3, 1e-5, 1e-6, false)),
                        Samples.failed("djl", CellStatus.FAILED, "because")));
    }

    @Test
    void of_errorUnknown_hasNoRow() {
        assertThat(csv(Samples.withCurve(Samples.ok("ejml", "multi", 0.5), POINT))
                        .lines()
                        .skip(1))
                .containsExactly(
                        ",ejml-cpu-fit1d-multi-1,ejml,cpu,fit1d,multi,quick,1,42,float32,7,1.5,testMse,,0.25,,");
    }

    @Test
    void of_parityFailed_hasNoSeconds() {
        CellRecord wrong = Samples.withParity(
                Samples.withCurve(Samples.ok("ejml", "multi", 0.5), POINT),
                new CellRecord.Parity(5, null, 1e-5, 1e-6, false));
        assertThat(csv(wrong).lines().skip(1)).singleElement().asString().endsWith(",float32,7,,testMse,,0.25,,");
    }

    @Test
    void of_severalRuns_tellsTheirCellsApart() {
        CellRecord cell = Samples.withCurve(Samples.ok("ejml", "multi", 0.5), POINT);
        assertThat(CurvesCsv.of(SampleEvidence.twoRuns(Samples.run(cell), Samples.run(cell))
                                .cells())
                        .lines()
                        .skip(1)
                        .map(row -> row.substring(0, row.indexOf(",ejml,"))))
                .containsExactly("monday,monday/ejml-cpu-fit1d-multi-1", "tuesday,tuesday/ejml-cpu-fit1d-multi-1");
    }

    @Test
    void of_hostileNames_staysOneFieldEach() {
        assertThat(csv(Samples.withCurve(Samples.ok("a,\"b\"\nc", "<深>\r|", 0.5), POINT)))
                .endsWith("\n,\"a,\"\"b\"\"\nc-cpu-fit1d-<深>\r|-1\",\"a,\"\"b\"\"\nc\",cpu,fit1d,multi,quick,1,42,"
                        + "float32,7,1.5,testMse,,0.25,\"<深>\r|\",\n");
    }

    @Test
    void of_noPoint_isTheHeaderAlone() {
        String header = "run,id,backend,device,task,variant,preset,repeat,seed,precision,step,seconds,quantity,"
                + "frequency,value,setting,part\n";
        assertThat(csv()).isEqualTo(header);
        assertThat(csv(Samples.failed("ejml", CellStatus.CRASHED, null))).isEqualTo(header);
    }
}
