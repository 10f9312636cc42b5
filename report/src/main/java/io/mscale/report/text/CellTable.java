package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One row for each cell. */
final class CellTable {

    private final List<ReportedCell> cells;
    private final Map<String, Function<CellRecord, String>> figures = new LinkedHashMap<>();

    CellTable(List<ReportedCell> cells) {
        this.cells = cells;
        figures.put("test MSE", cell -> Figures.error(cell.testMse()));
        if (cells.stream().anyMatch(cell -> CellFigures.psnr(cell.cell()) != null)) {
            figures.put("PSNR", cell -> Figures.decibels(CellFigures.psnr(cell)));
        }
        figures.put("rel. L2", cell -> Figures.error(CellFigures.relativeL2(cell)));
        figures.put("step", cell -> Figures.duration(CellFigures.step(cell)));
        figures.put("steps/s", cell -> Figures.rate(CellFigures.stepsPerSecond(cell)));
        figures.put("to target", cell -> CellTexts.toTarget(CellFigures.secondsToTarget(cell)));
        figures.put("start-up", cell -> Figures.duration(CellFigures.startupSeconds(cell)));
        figures.put("peak memory", cell -> Figures.bytes(CellFigures.peakMemory(cell)));
        if (cells.stream().anyMatch(cell -> CellFigures.deviceMemory(cell.cell()) != null)) {
            figures.put("on device", cell -> Figures.bytes(CellFigures.deviceMemory(cell)));
        }
        figures.put("parity", cell -> CellTexts.parity(cell.parity()));
    }

    List<String> lines() {
        boolean repeats = cells.stream().anyMatch(cell -> cell.cell().repeat() > 1);
        List<String> header = new ArrayList<>(List.of("backend", "device", "task", "variant"));
        if (repeats) {
            header.add("repeat");
        }
        int leftColumns = header.size();
        header.addAll(figures.keySet());
        Table table = new Table(leftColumns, header);
        for (ReportedCell reported : cells) {
            CellRecord cell = reported.cell();
            List<String> row =
                    new ArrayList<>(List.of(reported.contestant(), cell.device().toString(), cell.task(), cell.form()));
            if (repeats) {
                row.add(Integer.toString(cell.repeat()));
            }
            row.addAll(
                    cell.isOk()
                            ? figures.values().stream()
                                    .map(figure -> figure.apply(cell))
                                    .toList()
                            : List.of(cell.status().toString()));
            table.row(row);
        }
        return table.lines();
    }
}
