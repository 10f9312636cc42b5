package io.mscale.report.summary;

import io.mscale.report.table.ComparisonTable;
import io.mscale.report.table.EntryTable;
import io.mscale.report.text.Caption;
import io.mscale.report.text.Remarks;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The table and the sentences printed at the end of a run. With one backend the table has a row for each of its
 * cells; with several, a row for each backend.
 */
public final class ConsoleReport {

    /** The text for a run without cells. */
    static final String NO_CELL = "No cell has ended.";

    /** With more forms than this the table shows them as rows instead of columns. */
    private static final int MOST_COLUMNS = 3;

    private final List<String> table;
    private final List<String> remarks;
    private final List<String> verdict;

    private ConsoleReport(List<String> table, List<String> remarks, List<String> verdict) {
        this.table = List.copyOf(table);
        this.remarks = List.copyOf(remarks);
        this.verdict = List.copyOf(verdict);
    }

    /** The report on runs. */
    public static ConsoleReport of(Evidence evidence) {
        List<ReportedCell> cells = evidence.cells();
        if (cells.isEmpty()) {
            return new ConsoleReport(List.of(NO_CELL), List.of(), List.of());
        }
        if (isMeasuredByJmhAlone(cells)) {
            List<String> lines = new ArrayList<>(Caption.lines(evidence));
            lines.add("");
            lines.addAll(EntryTable.ofJmh(cells));
            return new ConsoleReport(lines, Remarks.withoutFigures(evidence), Verdict.sentences(evidence));
        }
        boolean oneBackend = evidence.contestants().size() == 1;
        List<String> lines = new ArrayList<>(Caption.lines(evidence));
        lines.add("");
        lines.addAll(
                evidence.variants().size() > MOST_COLUMNS
                        ? EntryTable.ofForms(cells)
                        : oneBackend ? EntryTable.ofCells(cells) : new ComparisonTable(cells).lines());
        return new ConsoleReport(lines, Remarks.of(evidence), Verdict.sentences(evidence));
    }

    /** Whether there are only cells that JMH measured without training. */
    private static boolean isMeasuredByJmhAlone(List<ReportedCell> cells) {
        return cells.stream().anyMatch(cell -> cell.cell().jmh() != null)
                && cells.stream().allMatch(cell -> cell.cell().curve().isEmpty());
    }

    /** Prints the table, the remarks on single cells, and the verdict, line by line through {@code emphasis}. */
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
