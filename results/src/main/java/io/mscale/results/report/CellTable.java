package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import java.util.ArrayList;
import java.util.List;

/** One row for each cell. */
final class CellTable {

    private static final List<String> FIGURES =
            List.of("test MSE", "rel. L2", "step", "steps/s", "to target", "start-up", "peak memory", "parity");

    private final List<CellRecord> cells;

    CellTable(List<CellRecord> cells) {
        this.cells = cells;
    }

    List<String> lines() {
        boolean repeats = cells.stream().anyMatch(cell -> cell.repeat() > 1);
        List<String> header = new ArrayList<>(List.of("backend", "device", "task", "variant"));
        if (repeats) {
            header.add("repeat");
        }
        int leftColumns = header.size();
        header.addAll(FIGURES);
        Table table = new Table(leftColumns, header);
        for (CellRecord cell : cells) {
            List<String> row = new ArrayList<>(List.of(cell.backend(), cell.device(), cell.task(), cell.variant()));
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
                CellFigures.toTarget(CellFigures.secondsToTarget(cell)),
                Figures.duration(CellFigures.startupSeconds(cell)),
                Figures.bytes(CellFigures.peakMemory(cell)),
                CellFigures.parity(cell));
    }
}
