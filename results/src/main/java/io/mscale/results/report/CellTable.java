package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Figures;
import java.util.ArrayList;
import java.util.List;

/** One row for each cell. */
final class CellTable {

    private static final List<String> FIGURES =
            List.of("test MSE", "rel. L2", "step", "steps/s", "to target", "start-up", "peak memory", "parity");

    private final List<ReportedCell> cells;

    CellTable(List<ReportedCell> cells) {
        this.cells = cells;
    }

    List<String> lines() {
        boolean repeats = cells.stream().anyMatch(cell -> cell.cell().repeat() > 1);
        List<String> header = new ArrayList<>(List.of("backend", "device", "task", "variant"));
        if (repeats) {
            header.add("repeat");
        }
        int leftColumns = header.size();
        header.addAll(FIGURES);
        Table table = new Table(leftColumns, header);
        for (ReportedCell reported : cells) {
            CellRecord cell = reported.cell();
            List<String> row = new ArrayList<>(List.of(reported.contestant(), cell.device(), cell.task(), cell.form()));
            if (repeats) {
                row.add(Integer.toString(cell.repeat()));
            }
            row.addAll(cell.isOk() ? figures(cell) : List.of(cell.status().toString()));
            table.row(row);
        }
        return table.lines();
    }

    private static List<String> figures(CellRecord cell) {
        return List.of(
                Figures.error(cell.testMse()),
                Figures.error(CellFigures.relativeL2(cell)),
                Figures.duration(CellFigures.step(cell)),
                Figures.rate(CellFigures.stepsPerSecond(cell)),
                CellTexts.toTarget(CellFigures.secondsToTarget(cell)),
                Figures.duration(CellFigures.startupSeconds(cell)),
                Figures.bytes(CellFigures.peakMemory(cell)),
                CellTexts.parity(cell.parity()));
    }
}
