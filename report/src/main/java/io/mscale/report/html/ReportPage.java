package io.mscale.report.html;

import io.mscale.api.Device;
import io.mscale.record.run.Gpu;
import io.mscale.record.run.Processor;
import io.mscale.record.run.RunRecord;
import io.mscale.report.change.Finding;
import io.mscale.report.change.Severity;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.table.Columns;
import io.mscale.report.table.SolutionColumns;
import io.mscale.report.text.Caption;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.MachineTexts;
import io.mscale.report.text.Remarks;
import io.mscale.report.text.Text;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Studies;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The template's parameter. Text is unescaped; the template escapes it.
 *
 * @param changes changes between two runs; empty if no two are compared
 */
public record ReportPage(
        String title,
        String training,
        ChangeSection changes,
        List<Finding> verdict,
        List<String> remarks,
        ComparisonRows table,
        DuelRows duels,
        Drawings drawings,
        List<TaskSection> tasks,
        List<Run> runs,
        List<CellSettings> cells,
        HtmlReport.Assets assets) {

    /**
     * Figures over all tasks, as SVG that is safe inside HTML.
     *
     * @param profile the performance profile; empty if there is none
     * @param study the figure of the study; empty if the run is not a study
     */
    public record Drawings(String profile, String study) {}

    /**
     * A run.
     *
     * @param mark distinguishes it from other runs; empty if there is only one
     * @param environment the machine and the program, by name
     */
    public record Run(String mark, Map<String, String> environment, String command) {}

    /** Number of sentences and names that fit on the first screen. */
    static final int MOST_SENTENCES = 8;

    private static final int MOST_NAMES = 4;

    /** The sentences shown at once. */
    public List<Finding> firstSentences() {
        return verdict.subList(0, Math.min(MOST_SENTENCES, verdict.size()));
    }

    /** The sentences shown on demand. */
    public List<Finding> moreSentences() {
        return verdict.subList(firstSentences().size(), verdict.size());
    }

    /** The class of the style sheet; null where there is none. */
    public static @Nullable String style(Severity severity) {
        return severity.style().isEmpty() ? null : severity.style();
    }

    /** Whether the table ranks backends by their steps. */
    public boolean hasFastest() {
        return table.columns().contains(Columns.TIMES_FASTEST);
    }

    /** Whether the table has errors of solutions of equations. */
    public boolean hasSolutions() {
        return table.columns().contains(SolutionColumns.BOUNDARY_RMS);
    }

    /** Whether a step in the table was measured on a disturbed machine. */
    public boolean hasDisturbed() {
        return table.rows().stream().flatMap(row -> row.values().stream()).anyMatch(value -> value.text()
                .contains(" " + MachineTexts.MARK));
    }

    static ReportPage of(Evidence evidence, FigureSet figures, ChangeSection changes) throws IOException {
        List<TaskSection> tasks = evidence.targets().stream()
                .map(target -> TaskSection.of(evidence, figures, target))
                .toList();
        List<ChartGroup> charts = tasks.stream()
                .flatMap(task -> Stream.concat(task.curves().stream(), task.more().stream()))
                .toList();
        return new ReportPage(
                changes.isShown() ? "head against base: " + tasks(evidence) : title(evidence),
                evidence.cells().isEmpty() ? "" : Text.oneLine(Caption.training(evidence)),
                changes,
                changes.isShown() ? changes.verdict() : verdict(evidence),
                oneLine(Stream.concat(Remarks.of(evidence).stream(), figures.missing().stream())),
                changes.isShown() ? ComparisonRows.unranked(evidence) : ComparisonRows.of(evidence),
                changes.isShown() ? DuelRows.NONE : DuelRows.of(evidence),
                new Drawings(svg(figures, Kind.PROFILE), svg(figures, Kind.STUDY)),
                tasks,
                evidence.runs().stream().map(ReportPage::run).toList(),
                evidence.cellsAndTwins().stream().map(CellSettings::of).toList(),
                HtmlReport.Assets.of(charts));
    }

    private static List<Finding> verdict(Evidence evidence) {
        return oneLine(Verdict.sentences(evidence).stream()).stream()
                .map(sentence -> new Finding(Severity.NONE, sentence))
                .toList();
    }

    private static List<String> oneLine(Stream<String> texts) {
        return texts.map(Text::oneLine).toList();
    }

    private static String svg(FigureSet figures, Kind kind) {
        return figures.of(kind, "").stream().map(Figure::svg).collect(Collectors.joining());
    }

    private static String title(Evidence evidence) {
        List<String> names = evidence.contestants();
        if (names.isEmpty()) {
            return "no cells";
        }
        String who = names.size() <= MOST_NAMES ? String.join(", ", names) : names.size() + " backends";
        String study =
                Studies.of(evidence).map(each -> "study " + each.id() + " on ").orElse("");
        return study + tasks(evidence) + ": " + Text.oneLine(who);
    }

    private static String tasks(Evidence evidence) {
        return Text.oneLine(String.join(", ", evidence.tasks()));
    }

    private static Run run(ReportedRun run) {
        RunRecord record = run.record();
        RunRecord.Environment machine = record.environment();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("run", record.runId());
        facts.put("started", record.startedAt());
        facts.put("finished", record.finishedAt() == null ? "not finished" : record.finishedAt());
        facts.put("program", "mscale-bench " + record.tool().version() + commit(record));
        facts.put("processor", machine.cpu() + ", " + machine.logicalCores() + " logical cores, " + machine.arch());
        Processor processor = machine.machine().processor();
        if (processor != null && !processor.toString().isEmpty()) {
            facts.put("processor's details", processor.toString());
        }
        facts.put("memory", Formats.bytes(machine.machine().memoryBytes()));
        facts.put("graphics processor", gpu(record));
        facts.put("measured peak", peak(machine));
        facts.put("system", machine.machine().os());
        facts.put("Java", machine.jvm());
        if (!machine.clearedVariables().isEmpty()) {
            facts.put("not inherited by workers", String.join(", ", machine.clearedVariables()));
        }
        facts.replaceAll((name, value) -> Text.oneLine(value));
        return new Run(Text.oneLine(run.mark()), facts, Text.command(record.command()));
    }

    /** A graphics processor that was used but could not be queried is not "none". */
    private static String gpu(RunRecord record) {
        Gpu gpu = record.environment().gpu();
        if (gpu != null) {
            return gpu + ", number " + gpu.index() + (gpu.uuidDigest() == null ? "" : ", id " + gpu.uuidDigest());
        }
        return record.cells().stream().allMatch(cell -> cell.device().equals(Device.CPU)) ? "none used" : "not known";
    }

    private static String peak(RunRecord.Environment machine) {
        if (machine.gpuPeak() != null) {
            return CellTexts.peak(machine.gpuPeak());
        }
        Double peak = machine.peak().peakGflops();
        return peak == null ? "not measured" : Formats.rate(peak) + " GFLOP/s";
    }

    private static String commit(RunRecord record) {
        String commit = record.tool().commit();
        return commit == null ? "" : ", commit " + commit;
    }
}
