package io.mscale.report.summary;

import io.mscale.report.table.EntryTable;
import io.mscale.report.text.Caption;
import io.mscale.report.text.MachineTexts;
import io.mscale.report.text.Remarks;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The table, the remarks on single cells and the verdict, as printed at the end of a run. With one backend the table
 * has a row for each of its cells; with several, a row for each backend; with repeats, a row for each form of each.
 */
public record ConsoleReport(List<String> table, List<String> remarks, List<String> verdict) {

    /** The text for a run without cells. */
    static final String NO_CELL = "No cell has ended.";

    /** With more forms than this the table shows them as rows instead of columns. */
    private static final int MOST_COLUMNS = 3;

    public ConsoleReport {
        table = List.copyOf(table);
        remarks = List.copyOf(remarks);
        verdict = List.copyOf(verdict);
    }

    public static ConsoleReport of(Evidence evidence) {
        List<ReportedCell> cells = evidence.cells();
        if (cells.isEmpty()) {
            return new ConsoleReport(List.of(NO_CELL), List.of(), List.of());
        }
        boolean onlyJmh = cells.stream().anyMatch(cell -> cell.cell().jmh() != null)
                && cells.stream().allMatch(cell -> cell.cell().curve().isEmpty());
        List<String> lines = new ArrayList<>(Caption.lines(evidence));
        lines.add("");
        if (onlyJmh) {
            lines.addAll(EntryTable.ofJmh(cells));
        } else if (evidence.variants().size() > MOST_COLUMNS
                || cells.stream().anyMatch(cell -> cell.cell().repeat() > 1)) {
            lines.addAll(EntryTable.ofForms(cells, Classical.of(evidence)));
        } else if (evidence.contestants().size() == 1) {
            lines.addAll(EntryTable.ofCells(cells, Classical.of(evidence)));
        } else {
            lines.addAll(EntryTable.ofVariants(cells, Classical.of(evidence)));
        }
        if (!onlyJmh) {
            MachineTexts.footnote(evidence).ifPresent(lines::add);
        }
        List<String> remarks = onlyJmh ? Remarks.withoutFigures(evidence) : Remarks.of(evidence);
        return new ConsoleReport(lines, remarks, Verdict.sentences(evidence));
    }

    /** Prints it, the verdict line by line through {@code emphasis}. */
    public void print(PrintStream out, UnaryOperator<String> emphasis) {
        table.forEach(out::println);
        if (!remarks.isEmpty()) {
            out.println();
            remarks.forEach(out::println);
        }
        if (!verdict.isEmpty()) {
            out.println();
            verdict.forEach(sentence -> out.println(emphasis.apply(sentence)));
        }
    }
}
