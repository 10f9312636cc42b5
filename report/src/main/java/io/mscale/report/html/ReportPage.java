package io.mscale.report.html;

import io.mscale.api.Device;
import io.mscale.record.run.Gpu;
import io.mscale.record.run.RunRecord;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.text.Caption;
import io.mscale.report.text.DuelTexts;
import io.mscale.report.text.PeakTexts;
import io.mscale.report.text.PosixShell;
import io.mscale.report.text.Remarks;
import io.mscale.report.text.Text;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The template's parameter. Text is unescaped; the template escapes it.
 *
 * @param title the page's title
 * @param training what was trained
 * @param changes changes between two runs; empty if no two are compared
 * @param verdict the sentences that say who won
 * @param remarks remarks on single cells
 * @param table the comparison
 * @param duels every pair of contestants, if there are pairs
 * @param drawings figures over all tasks
 * @param tasks a section of charts for each task
 * @param runs the machines and commands
 * @param cells the settings of every cell
 * @param assets charts, style sheets and scripts
 */
public record ReportPage(
        String title,
        String training,
        ChangeSection changes,
        List<String> verdict,
        List<String> remarks,
        ComparisonRows table,
        List<DuelRow> duels,
        Drawings drawings,
        List<TaskSection> tasks,
        List<Run> runs,
        List<CellSettings> cells,
        PageParts.Assets assets) {

    /**
     * Figures over all tasks, as SVG that is safe inside HTML.
     *
     * @param profile the performance profile; empty if there is none
     * @param study the figure of the study; empty if the run is not a study
     */
    public record Drawings(String profile, String study) {}

    /**
     * Two contestants compared.
     *
     * @param contest device, task and variant
     * @param decision the result of the comparison
     * @param isTested whether there are enough repeats for a test
     */
    public record DuelRow(
            String contest,
            String a,
            String b,
            String ratio,
            String interval,
            String p,
            String repeats,
            String decision,
            boolean isTested) {

        static DuelRow of(Duel duel) {
            return new DuelRow(
                    Text.oneLine(duel.a().contest().toString()),
                    Text.oneLine(duel.a().contestant()),
                    Text.oneLine(duel.b().contestant()),
                    Formats.factor(duel.comparison().ratio()),
                    DuelTexts.interval(duel),
                    DuelTexts.p(duel),
                    DuelTexts.repeats(duel),
                    Text.oneLine(DuelTexts.decision(duel)),
                    duel.decision() != Decision.CANNOT_DECIDE);
        }
    }

    /**
     * A run.
     *
     * @param mark distinguishes it from other runs; empty if there is only one
     * @param environment the machine and the program, by name
     * @param command the command that repeats the run
     */
    public record Run(String mark, Map<String, String> environment, String command) {}

    /** Number of sentences and names that fit on the first screen. */
    static final int MOST_SENTENCES = 8;

    private static final int MOST_NAMES = 4;

    /** The sentences shown at once. */
    public List<String> firstSentences() {
        return verdict.subList(0, Math.min(MOST_SENTENCES, verdict.size()));
    }

    /** The sentences shown on demand. */
    public List<String> moreSentences() {
        return verdict.subList(firstSentences().size(), verdict.size());
    }

    /** Whether any pair of contestants has enough repeats for a test. */
    public boolean anyDuelTested() {
        return duels.stream().anyMatch(DuelRow::isTested);
    }

    static ReportPage of(Evidence evidence, FigureSet figures, ChangeSection changes) throws IOException {
        List<TaskSection> tasks = evidence.tasks().stream()
                .map(task -> TaskSection.of(evidence, figures, task))
                .toList();
        List<String> remarks = new ArrayList<>(Remarks.of(evidence));
        figures.missing().forEach(note -> remarks.add(Text.oneLine(note)));
        return new ReportPage(
                changes.isShown() ? "head against base: " + tasks(evidence) : title(evidence),
                evidence.cells().isEmpty() ? "" : Text.oneLine(Caption.training(evidence)),
                changes,
                changes.isShown()
                        ? changes.verdict()
                        : Verdict.sentences(evidence).stream()
                                .map(Text::oneLine)
                                .toList(),
                List.copyOf(remarks),
                ComparisonRows.of(evidence),
                Duel.of(evidence).stream().map(DuelRow::of).toList(),
                new Drawings(svg(figures, Kind.PROFILE), svg(figures, Kind.STUDY)),
                tasks,
                evidence.runs().stream().map(ReportPage::run).toList(),
                evidence.cellsAndTwins().stream().map(CellSettings::of).toList(),
                PageParts.assets(tasks.stream()
                        .flatMap(task -> Stream.concat(task.curves().stream(), task.more().stream()))
                        .toList()));
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
        return tasks(evidence) + ": " + Text.oneLine(who);
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
        facts.put("memory", Formats.bytes(machine.machine().memoryBytes()));
        facts.put("graphics processor", gpu(record));
        facts.put("measured peak", peak(machine));
        facts.put("system", machine.machine().os());
        facts.put("Java", machine.jvm());
        if (!machine.clearedVariables().isEmpty()) {
            facts.put("not inherited by workers", String.join(", ", machine.clearedVariables()));
        }
        facts.replaceAll((name, value) -> Text.oneLine(value));
        return new Run(Text.oneLine(run.mark()), facts, PosixShell.program(record.command()));
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
            return PeakTexts.of(machine.gpuPeak());
        }
        Double peak = machine.peak().peakGflops();
        return peak == null ? "not measured" : Formats.rate(peak) + " GFLOP/s";
    }

    private static String commit(RunRecord record) {
        String commit = record.tool().commit();
        return commit == null ? "" : ", commit " + commit;
    }
}
