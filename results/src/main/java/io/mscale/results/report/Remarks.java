package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;

/** What has to be said of single cells: why they did not end well or stopped early, and what JMH measured. */
public final class Remarks {

    private Remarks() {}

    /** A line for each remark. */
    public static List<String> of(List<ReportedCell> cells) {
        List<String> remarks = new ArrayList<>(onEnds(cells));
        for (ReportedCell reported : cells) {
            CellRecord.Jmh jmh = CellFigures.jmh(reported.cell());
            if (jmh != null) {
                remarks.add(Text.oneLine(reported.id() + " JMH: " + JmhTexts.of(jmh)));
            }
        }
        return remarks;
    }

    /** The remarks on how cells ended. */
    static List<String> onEnds(List<ReportedCell> cells) {
        List<String> remarks = new ArrayList<>();
        for (ReportedCell reported : cells) {
            CellRecord cell = reported.cell();
            String reason = cell.reason();
            if (!cell.isOk()) {
                remarks.add(reported.id() + " " + cell.status() + (reason == null ? "" : ": " + reason));
            } else if (reason != null) {
                remarks.add(reported.id() + " " + reason);
            }
            CellRecord.Parity parity = cell.parity();
            if (parity != null && !parity.passed()) {
                remarks.add(reported.id() + " failed its parity check: " + CellTexts.parityProblem(cell, parity)
                        + "; its times are not shown");
            }
        }
        return remarks.stream().map(Text::oneLine).toList();
    }
}
