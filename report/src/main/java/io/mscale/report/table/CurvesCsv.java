package io.mscale.report.table;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code curves.csv}: the errors over the training in long form, one observation per row (RFC 4180), as plotting and
 * statistics programs expect. An unknown error has no row. The seconds of a cell that failed its parity check are
 * empty.
 */
public final class CurvesCsv {

    private static final String HEADER = "run,id,backend,device,task,variant,preset,repeat,seed,precision,step,seconds,"
            + "quantity,frequency,value,setting,part\n";

    private final StringBuilder csv = new StringBuilder(HEADER);

    private CurvesCsv() {}

    public static String of(List<ReportedCell> cells) {
        CurvesCsv curves = new CurvesCsv();
        cells.forEach(curves::cell);
        return curves.csv.toString();
    }

    private void cell(ReportedCell reported) {
        CellRecord cell = reported.cell();
        List<String> names = List.of(
                reported.runMark(),
                reported.id(),
                cell.backend(),
                cell.device().toString(),
                cell.task(),
                cell.variant().id(),
                cell.preset().id(),
                Integer.toString(cell.repeat()),
                Long.toString(cell.seed()),
                cell.precision().id());
        for (CellRecord.CurvePoint point : cell.curve()) {
            List<String> place = new ArrayList<>(names);
            place.add(Integer.toString(point.step()));
            place.add(CellMeasures.timesCount(cell) ? Double.toString(point.seconds()) : "");
            observation(cell, place, "trainMse", "", point.trainMse(), null);
            observation(cell, place, "testMse", "", point.testMse(), null);
            observation(cell, place, "validationMse", "", point.validationMse(), null);
            observation(cell, place, "loss", "", point.loss(), null);
            for (CellRecord.Frequency frequency : point.frequencies()) {
                String k = Double.toString(frequency.k());
                observation(cell, place, "frequencyRelativeError", k, frequency.relativeError(), frequency.part());
            }
        }
    }

    private void observation(
            CellRecord cell,
            List<String> place,
            String quantity,
            String frequency,
            @Nullable Double value,
            @Nullable String part) {
        if (value != null) {
            List<String> row = new ArrayList<>(place);
            row.addAll(List.of(quantity, frequency, value.toString(), cell.setting(), part == null ? "" : part));
            csv.append(SummaryCsv.line(row));
        }
    }
}
