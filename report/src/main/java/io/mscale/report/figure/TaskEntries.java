package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Styles;
import io.mscale.report.text.Caption;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.Target;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Entries of one target, or of all of a task, the source of their figures.
 *
 * @param name the target's name, or the task's
 * @param entries contestants by devices by variants, in the order of the report
 * @param caption what was trained, and on which machines
 */
record TaskEntries(String task, String name, List<Entry> entries, Styles styles, String caption) {

    /**
     * A contestant on one device, with its variants of the task.
     *
     * @param name the contestant on one line, with the device if the task was trained on several
     */
    record Competitor(String contestant, String name, List<Entry> entries) {}

    static TaskEntries of(Evidence evidence, Target target) {
        return of(evidence, target.task(), target.name(), evidence.cells(target));
    }

    /** All entries of a task, whatever their targets. */
    static TaskEntries ofTask(Evidence evidence, String task) {
        return of(evidence, task, task, evidence.cells(task));
    }

    private static TaskEntries of(Evidence evidence, String task, String name, List<ReportedCell> cells) {
        return new TaskEntries(
                task, name, Entry.of(cells), Styles.of(evidence), String.join("; ", Caption.lines(evidence)));
    }

    /** The entries of one competitor only. */
    TaskEntries of(Competitor competitor) {
        return new TaskEntries(task, name, competitor.entries(), styles, caption);
    }

    List<String> devices() {
        return entries.stream().map(TaskEntries::device).distinct().toList();
    }

    List<Competitor> competitors() {
        return Evidence.groupBy(entries, entry -> List.of(entry.contestant(), device(entry))).values().stream()
                .map(group -> new Competitor(group.get(0).contestant(), contestantAndDevice(group.get(0)), group))
                .toList();
    }

    /** The position of an entry's competitor among all: 0 for the first, 1 for the last, 0.5 if it is alone. */
    double position(Entry entry) {
        List<List<Entry>> all = competitors().stream().map(Competitor::entries).toList();
        long before = all.stream().takeWhile(group -> !group.contains(entry)).count();
        return all.size() == 1 ? 0.5 : (double) before / (all.size() - 1);
    }

    /** An entry's variant, with remarks on the cell that represents it. */
    static String variant(Entry entry) {
        return Text.oneLine(entry.contest().variant() + remark(entry));
    }

    /** A remark on the cell that represents an entry, in brackets; empty if there is none. */
    static String remark(Entry entry) {
        CellRecord cell = entry.representative().cell();
        String wrong = CellMeasures.passedParity(cell) ? " (impossible times)" : " (parity failed)";
        return cell.isOk() ? (CellMeasures.timesCount(cell) ? "" : wrong) : " (" + cell.status() + ")";
    }

    /** An entry's variant, and which of its repeats represents it if there are several. */
    static String variantAndRepeat(Entry entry) {
        int repeat = entry.representative().cell().repeat();
        int all = entry.cells().size();
        return variant(entry) + (all == 1 ? "" : ", repeat " + repeat + " of " + all);
    }

    /** An entry's variant and the error of the repeat that represents it. */
    static String heading(Entry entry) {
        Double mse = entry.representative().cell().testMse();
        String rmse = CellTexts.rmse(entry.representative().cell());
        return Text.oneLine(variantAndRepeat(entry)
                + (mse == null ? "" : ", test MSE " + Formats.error(mse))
                + (rmse.isEmpty() ? "" : ", " + rmse));
    }

    static String missing(String figure, Competitor competitor, Entry entry, IOException e) {
        return Text.oneLine("no " + figure + " of what " + competitor.name() + " learned, " + variant(entry) + ": "
                + e.getMessage());
    }

    /** A chart of several panels; empty if there are none. */
    Optional<Chart> chart(String title, List<Chart.Panel> panels) {
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Chart(title(title), caption, panels, ""));
    }

    /** A chart of at least one panel. */
    Chart chart(String title, List<Chart.Panel> panels, String note) {
        return new Chart(title(title), caption, panels, note);
    }

    Chart chart(String title, Chart.Axis x, Chart.Axis y, Content content, String note) {
        return Chart.of(title(title), caption, x, y, content, note);
    }

    private String title(String what) {
        return Text.oneLine(name + ": " + what);
    }

    private String contestantAndDevice(Entry entry) {
        return entry.contestant() + (devices().size() > 1 ? " on " + device(entry) : "");
    }

    static String device(Entry entry) {
        return entry.contest().device().toString();
    }
}
