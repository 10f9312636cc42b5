package io.mscale.report.change;

import io.mscale.report.table.Table;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import java.util.ArrayList;
import java.util.List;

/** A comparison on the console. */
public final class ChangeConsole {

    private ChangeConsole() {}

    /** The runs compared, the table, and the remarks below it. */
    public static List<String> lines(RunComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(Text.oneLine("base: " + ChangeTexts.run(comparison.base())));
        lines.add(Text.oneLine("head: " + ChangeTexts.run(comparison.head())));
        lines.add("");
        if (comparison.cells().isEmpty()) {
            lines.add("No cell is in both runs.");
        } else {
            Table table = new Table(ChangeRows.NAMES, ChangeRows.HEADER);
            ChangeRows.of(comparison).forEach(row -> table.row(row.texts()));
            lines.addAll(table.lines());
        }
        List<String> remarks = ChangeTexts.remarks(comparison);
        if (!remarks.isEmpty()) {
            lines.add("");
            remarks.forEach(remark -> lines.add(Text.oneLine(remark)));
        }
        return lines;
    }
}
