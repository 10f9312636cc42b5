package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import io.mscale.results.record.RunRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The table and the sentences that end a run on the console. One backend gets a row for each of its cells; several are
 * compared, a row each.
 */
public final class ConsoleReport {

    private final List<String> table;
    private final List<String> remarks;
    private final List<String> verdict;

    private ConsoleReport(List<String> table, List<String> remarks, List<String> verdict) {
        this.table = List.copyOf(table);
        this.remarks = List.copyOf(remarks);
        this.verdict = List.copyOf(verdict);
    }

    /** The report on a run. */
    public static ConsoleReport of(RunRecord run) {
        List<CellRecord> cells = run.cells();
        if (cells.isEmpty()) {
            return new ConsoleReport(List.of("No cell has ended."), List.of(), List.of());
        }
        boolean oneBackend = cells.stream().map(CellRecord::backend).distinct().count() == 1;
        List<String> lines = new ArrayList<>(Caption.lines(run));
        lines.add("");
        lines.addAll(oneBackend ? new CellTable(cells).lines() : new ComparisonTable(cells).lines());
        return new ConsoleReport(lines, remarks(cells), Verdict.sentences(cells));
    }

    /** Prints the table, what has to be said of single cells, and the verdict, line by line through {@code emphasis}. */
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

    private static List<String> remarks(List<CellRecord> cells) {
        List<String> remarks = new ArrayList<>();
        for (CellRecord cell : cells) {
            String reason = cell.reason();
            if (!cell.isOk()) {
                remarks.add(cell.id() + " " + cell.status() + (reason == null ? "" : ": " + reason));
            } else if (reason != null) {
                remarks.add(cell.id() + " " + reason);
            }
            CellRecord.Parity parity = cell.parity();
            if (parity != null && !parity.passed()) {
                remarks.add(cell.id() + " failed its parity check: " + parityProblem(cell, parity)
                        + "; its times are not shown");
            }
        }
        return remarks.stream().map(Text::oneLine).toList();
    }

    private static String parityProblem(CellRecord cell, CellRecord.Parity parity) {
        return CellRecord.CurvePoint.trainingErrorFell(cell.curve())
                ? "its first " + parity.steps() + " losses differ from the float64 reference by up to "
                        + Figures.error(parity.maxRelativeError())
                : "its training error did not fall";
    }
}
