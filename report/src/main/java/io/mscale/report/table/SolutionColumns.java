package io.mscale.report.table;

import static io.mscale.report.table.Column.Better.LESS;
import static io.mscale.report.table.Column.Better.NEITHER;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.SolutionErrors;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Columns of networks that solve a boundary-value problem. */
public final class SolutionColumns {

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
    public static final Column BOUNDARY_RMS = column(
                    "boundaryRms", "root mean square error on the boundary", SolutionErrors::boundaryRms)
            .shownAs("boundary", LESS, Entry::boundaryRms, Formats::error);

    private SolutionColumns() {}

    /** Errors of solutions, if one of the entries solves an equation: those of values, gradients, energy and boundary. */
    static List<Column> of(List<Entry> entries) {
        return BOUNDARY_RMS.isIn(entries)
                ? Stream.of(Columns.RELATIVE_L2, RELATIVE_H1, ENERGY_GAP, BOUNDARY_RMS)
                        .filter(column -> column.isIn(entries))
                        .toList()
                : List.of();
    }

    private static Column column(String field, String meaning, Function<SolutionErrors, @Nullable Double> value) {
        return Column.field(field, "", meaning, reported -> {
            CellRecord.Accuracy accuracy = reported.cell().accuracy();
            SolutionErrors errors = accuracy == null ? null : accuracy.solution();
            return errors == null ? null : value.apply(errors);
        });
    }
}
