package io.mscale.report.table;

import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.statistics.SeedSpread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Columns of {@code summary.csv} on the test MSE over a cell's repeats, the same for all of them. {@code summary.csv} has
 * them only if a cell is repeated, and only when it is complete.
 */
final class SeedColumns {

    /** By cell id. */
    private final Map<String, SeedSpread> spreads = new HashMap<>();

    private SeedColumns(List<ReportedCell> cells) {
        for (Entry entry : Entry.of(cells)) {
            entry.testMseSpread().ifPresent(spread -> entry.cells().forEach(cell -> spreads.put(cell.id(), spread)));
        }
    }

    /**
     * Returns the columns.
     *
     * @param cells all cells of the report
     */
    static List<Column> of(List<ReportedCell> cells) {
        SeedColumns columns = new SeedColumns(cells);
        return List.of(
                columns.column("seeds", "seeds of the cell's repeats that ended well", SeedSpread::seeds),
                columns.column("testMseMedian", "median of `testMse` over these seeds", SeedSpread::median),
                columns.column(
                        "testMseLower", "lower end of its 95% interval; below 6 seeds the smallest", SeedSpread::lower),
                columns.column(
                        "testMseUpper", "upper end of its 95% interval; below 6 seeds the largest", SeedSpread::upper));
    }

    private Column column(String field, String meaning, Function<SeedSpread, Object> value) {
        return Column.field(field, "", meaning, cell -> {
            SeedSpread spread = spreads.get(cell.id());
            return spread == null ? null : value.apply(spread);
        });
    }
}
