package io.mscale.report.table;

import static io.mscale.report.table.Column.Better.LESS;
import static io.mscale.report.table.Column.Better.NEITHER;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.SolutionErrors;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of networks that solve a boundary-value problem. */
final class SolutionColumns {

    static final Column RELATIVE_H1 = column(
                    "relativeH1",
                    "relative error of the gradient on the test set, the H1 seminorm",
                    SolutionErrors::relativeH1)
            .shownAs("rel. H1", LESS, Entry::relativeH1, Formats::error);
    static final Column ENERGY_GAP = column(
                    "energyGap",
                    "energy of the network less that of the solution, without penalty",
                    SolutionErrors::energyGap)
            .shownAs("energy gap", NEITHER, Entry::energyGap, Formats::error);
    static final Column BOUNDARY_RMS = column(
                    "boundaryRms", "root mean square error on the boundary", SolutionErrors::boundaryRms)
            .shownAs("boundary", LESS, Entry::boundaryRms, Formats::error);

    static final List<Column> ALL = List.of(RELATIVE_H1, ENERGY_GAP, BOUNDARY_RMS);

    private SolutionColumns() {}

    /** Whether one of the entries solves an equation. */
    static boolean areIn(List<Entry> entries) {
        return ALL.stream().anyMatch(column -> column.isIn(entries));
    }

    private static Column column(String field, String meaning, Function<SolutionErrors, @Nullable Double> value) {
        return Column.field(field, "", meaning, reported -> {
            CellRecord.Accuracy accuracy = reported.cell().accuracy();
            SolutionErrors errors = accuracy == null ? null : accuracy.solution();
            return errors == null ? null : value.apply(errors);
        });
    }
}
