package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import io.mscale.results.record.RunRecord;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Two lines above a table: what was trained, and on which machine. A setting in which cells differ shows all its values. */
final class Caption {

    private Caption() {}

    static List<String> lines(RunRecord run) {
        List<CellRecord> cells = run.cells();
        RunRecord.Environment machine = run.environment();
        String training = "preset " + values(cells, CellRecord::preset) + ", "
                + values(cells, CellRecord::precision) + ", "
                + values(cells, cell -> cell.training().steps()) + " steps on "
                + values(cells, cell -> cell.training().trainSize()) + " samples, widths "
                + values(cells, cell -> cell.network().hiddenWidths().toString()) + ", scales "
                + values(cells, cell -> cell.network().scales()) + ", target MSE "
                + values(cells, cell -> Figures.error(cell.measurement().targetMse()));
        String where =
                machine.cpu() + ", " + machine.logicalCores() + " cores, " + machine.jvm() + ", " + run.startedAt();
        return List.of(Text.oneLine(training), Text.oneLine(where));
    }

    private static String values(List<CellRecord> cells, Function<CellRecord, Object> setting) {
        return cells.stream().map(setting).map(Object::toString).distinct().collect(Collectors.joining(" / "));
    }
}
