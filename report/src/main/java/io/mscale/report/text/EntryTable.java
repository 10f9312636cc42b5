package io.mscale.report.text;

import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Figures;
import java.util.ArrayList;
import java.util.List;

/** One row for each contestant and form: what is left readable where a run trains many forms. */
final class EntryTable {

    private static final List<String> NAMES = List.of("backend", "device", "task", "variant");
    private static final List<String> FIGURES = List.of("test MSE", "step", "steps/s", "to target", "steps to it");

    private final List<Entry> entries;

    EntryTable(List<ReportedCell> cells) {
        entries = Entry.of(cells);
    }

    List<String> lines() {
        boolean repeats = entries.stream().anyMatch(entry -> entry.cells().size() > 1);
        List<String> header = new ArrayList<>(NAMES);
        if (repeats) {
            header.add("repeats");
        }
        Table table = new Table(header.size(), columns(header));
        for (Entry entry : entries) {
            List<String> row = new ArrayList<>(List.of(
                    entry.contestant(),
                    entry.contest().device().toString(),
                    entry.contest().task(),
                    entry.contest().variant()));
            if (repeats) {
                row.add(entry.ended().size() + " of " + entry.cells().size());
            }
            row.addAll(entry.outcome().map(List::of).orElseGet(() -> figures(entry)));
            table.row(row);
        }
        return table.lines();
    }

    private static List<String> columns(List<String> names) {
        List<String> columns = new ArrayList<>(names);
        columns.addAll(FIGURES);
        return columns;
    }

    private static List<String> figures(Entry entry) {
        Double steps = entry.stepsToTarget();
        return List.of(
                Figures.error(entry.testMse()),
                Figures.duration(entry.step()),
                Figures.rate(entry.stepsPerSecond()),
                CellTexts.toTarget(entry.secondsToTarget()),
                steps == null || steps.isInfinite() ? Figures.MISSING : Figures.count(steps));
    }
}
