package io.mscale.report.table;

import static io.mscale.report.table.Column.Better.NEITHER;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.text.CellTexts;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.function.Function;

/** Columns of what JMH measured. */
final class JmhColumns {

    static final List<Column> ALL = List.of(
            jmh("step (99.9%)", "mean time of a step as JMH measured it", jmh -> CellTexts.jmhTime(jmh.step())),
            jmh(
                    "predict (99.9%)",
                    "mean time to evaluate the test set as JMH measured it", jmh -> CellTexts.jmhTime(jmh.predict())),
            jmh("alloc/step", "Java objects allocated by a step", jmh -> CellTexts.jmhAllocation(jmh.step())),
            jmh(
                    "alloc/predict",
                    "Java objects allocated by an evaluation",
                    jmh -> CellTexts.jmhAllocation(jmh.predict())));

    private JmhColumns() {}

    private static Column jmh(String heading, String meaning, Function<CellRecord.Jmh, String> text) {
        return Column.notInCsv(meaning).shownAs(heading, NEITHER, entry -> {
            CellRecord.Jmh jmh = CellMeasures.jmh(entry.representative().cell());
            return new Column.Value(jmh == null ? Formats.MISSING : text.apply(jmh), null);
        });
    }
}
