package io.mscale.report.change;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.RunRecord;
import io.mscale.report.table.Table;
import io.mscale.report.text.DuelTexts;
import io.mscale.report.text.Text;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Completion;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.gate.Gate;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Describes changes in words. */
public final class ChangeTexts {

    static final String NOTHING_IN_COMMON = "No cell is in both runs.";

    /** What helps against noise, behind "measure". */
    static final String QUIETER =
            "at a quieter time, or with ab, which takes turns and so works beside a busy neighbour";

    private ChangeTexts() {}

    public static String value(Metric metric, double value) {
        return switch (metric) {
            case STEP, STARTUP, FIRST_STEP -> Formats.duration(value);
            case TEST_MSE -> Formats.error(value);
            case PEAK_MEMORY -> Formats.bytes(value);
            case INSTRUCTIONS -> Formats.largeCount(value);
            case ALLOCATION -> (value > Metric.LEAST_ALLOCATION ? "" : "at most ") + Formats.allocation(value);
        };
    }

    /** The result of a comparison, from the head's point of view. */
    public static String decision(Metric metric, Decision decision) {
        return switch (decision) {
            case CANNOT_DECIDE -> "cannot decide";
            case NO_DIFFERENCE -> "no difference";
            case FASTER -> metric == Metric.TEST_MSE ? "better" : metric.isTime() ? "faster" : "less";
            case SLOWER -> metric == Metric.TEST_MSE ? "worse" : metric.isTime() ? "slower" : "more";
        };
    }

    /** The noise, if there are enough repeats to estimate it. */
    public static String noise(MetricComparison numbers) {
        PairwiseComparison comparison = numbers.comparison();
        boolean tells = Math.min(comparison.forksA(), comparison.forksB()) >= PairwiseComparison.FEWEST_FORKS;
        return tells ? Formats.percentage(numbers.noise()) : Formats.MISSING;
    }

    /**
     * The ratio with its evidence: "1.08 times (95% interval 1.06 to 1.10, p = 0.0012, noise 1.1%)"; the ratio alone
     * if there are too few repeats for a test.
     */
    public static String ratio(MetricComparison numbers) {
        PairwiseComparison comparison = numbers.comparison();
        String ratio = Formats.factor(comparison.ratio()) + " times";
        return comparison.interval().isEmpty()
                ? ratio
                : ratio + against(comparison) + " (95% interval " + DuelTexts.interval(comparison) + ", p = "
                        + DuelTexts.p(comparison, numbers.adjustedP()) + ", noise " + noise(numbers) + ")";
    }

    private static String against(PairwiseComparison comparison) {
        return comparison.design() == PairwiseComparison.Design.RUNS
                ? " the level of " + comparison.forksB() + " earlier runs"
                : "";
    }

    /** Identifies a run by its id, commit and date. */
    public static String run(ReportedRun run) {
        RunRecord record = run.record();
        return record.runId() + ", commit " + commit(record) + ", " + record.startedAt();
    }

    /** A run with its machine. */
    static String runAndMachine(ReportedRun run) {
        return run(run) + ", " + Fingerprint.of(run.record().environment());
    }

    /** Which runs are compared: a line for each, and one for the machine unless they were made on unlike ones. */
    static List<String> runs(RunComparison comparison) {
        return comparison.machineDifferences().isEmpty()
                ? List.of(
                        "base: " + run(comparison.base()),
                        "head: " + run(comparison.head()),
                        "machine: " + Fingerprint.of(comparison.head().record().environment()))
                : List.of("base: " + runAndMachine(comparison.base()), "head: " + runAndMachine(comparison.head()));
    }

    public static String commit(RunRecord record) {
        String commit = record.tool().commit();
        return commit == null ? "unknown" : commit;
    }

    /** A comparison on the console: the runs compared, the table, as a gate judges it if one does, and the remarks below it. */
    public static List<String> lines(RunComparison comparison, Optional<Gate> gate) {
        List<String> lines = new ArrayList<>();
        runs(comparison).forEach(run -> lines.add(Text.oneLine(run)));
        lines.add("");
        if (comparison.cells().isEmpty()) {
            lines.add(NOTHING_IN_COMMON);
        }
        List<ChangeRows.Row> rows = ChangeRows.of(comparison, gate);
        if (!rows.isEmpty()) {
            Table table = new Table(ChangeRows.NAMES, ChangeRows.HEADER);
            rows.forEach(row -> table.row(row.texts()));
            lines.addAll(table.lines());
        }
        List<String> remarks = remarks(comparison);
        if (!remarks.isEmpty()) {
            lines.add("");
            remarks.forEach(remark -> lines.add(Text.oneLine(remark)));
        }
        return lines;
    }

    /** The findings in words. */
    public static List<String> sentences(RunComparison comparison) {
        return Finding.texts(findings(comparison));
    }

    /**
     * One sentence for each change of completion, a step time or an error, the most serious first; or one that says there is
     * none.
     */
    public static List<Finding> findings(RunComparison comparison) {
        CellNames names = comparison.names();
        List<Finding> findings = new ArrayList<>();
        for (CellComparison cell : comparison.cells()) {
            String name = names.of(cell.key()) + ": ";
            completion(name, Completion.of(cell), findings);
            for (Metric metric : List.of(Metric.STEP, Metric.TEST_MSE)) {
                cell.metric(metric)
                        .filter(numbers -> isDifferent(numbers.decision()))
                        .ifPresent(numbers -> findings.add(new Finding(
                                Severity.of(numbers.decision(), Optional.empty()),
                                name + metric.title() + " " + decision(metric, numbers.decision()) + ", "
                                        + ratio(numbers))));
            }
        }
        comparison.onlyHead().forEach(key -> completion(names.of(key) + ": ", comparison.completion(key), findings));
        if (findings.isEmpty() && !comparison.cells().isEmpty()) {
            findings.add(new Finding(Severity.NONE, nothing(comparison)));
        }
        return Finding.sorted(findings);
    }

    private static void completion(String name, Completion completion, List<Finding> findings) {
        Severity severity = Severity.of(completion.change(), Optional.empty());
        if (severity.isNotable()) {
            findings.add(new Finding(severity, name + CompletionTexts.sentence(completion)));
        }
    }

    private static String nothing(RunComparison comparison) {
        if (comparison.cells().stream().allMatch(cell -> cell.metrics().isEmpty())) {
            return "nothing to compare: no cell was measured in both runs";
        }
        List<MetricComparison> looked = new ArrayList<>();
        boolean tested = false;
        boolean areErrors = false;
        for (CellComparison cell : comparison.cells()) {
            Metric metric = cell.metric(Metric.STEP).isPresent() ? Metric.STEP : Metric.TEST_MSE;
            if (cell.metric(metric).isPresent()) {
                MetricComparison numbers = cell.metric(metric).get();
                looked.add(numbers);
                tested |= Unjudged.decision(metric, numbers) != Decision.CANNOT_DECIDE;
                areErrors |= metric == Metric.TEST_MSE;
            }
        }
        if (tested) {
            return "no difference measured, neither of a step nor of a test MSE";
        }
        String quieter = "; measure " + QUIETER + ", or with more --repeats";
        return "not tested: "
                + (looked.stream().anyMatch(MetricComparison::onDisturbedMachine)
                        ? "the machine was disturbed" + quieter
                        : looked.stream().anyMatch(numbers -> numbers.decision() == Decision.NO_DIFFERENCE)
                                ? areErrors
                                        ? "errors scatter too much from seed to seed; take more --repeats"
                                        : "the noise is too large" + quieter
                                : "it takes " + PairwiseComparison.FEWEST_FORKS + " repeats in both runs");
    }

    private static boolean isDifferent(Decision decision) {
        return decision == Decision.FASTER || decision == Decision.SLOWER;
    }

    /** How a cell's repeats on a disturbed machine were treated; nothing if there are none. */
    private static List<String> disturbed(CellComparison cell) {
        boolean decidable = cell.metric(Metric.STEP)
                .map(MetricComparison::onDisturbedMachine)
                .filter(yes -> yes)
                .isEmpty();
        List<String> remarks = new ArrayList<>();
        disturbed("base", cell.baseRepeats(), decidable, remarks);
        disturbed("head", cell.headRepeats(), decidable, remarks);
        return remarks;
    }

    private static void disturbed(String run, CellComparison.Repeats repeats, boolean decidable, List<String> remarks) {
        if (repeats.disturbed() > 0) {
            remarks.add(": " + repeats + " repeats of the " + run + " were measured on a disturbed machine"
                    + (repeats.leavesOut()
                            ? "; their steps are left out"
                            : repeats.areMostlyDisturbed()
                                    ? ", so that nothing can be said of its step"
                                    : repeats.inTurns()
                                            ? "; they count, as they took turns"
                                            : decidable ? "; they count, too few others are left" : ""));
        }
    }

    public static List<String> remarks(RunComparison comparison) {
        List<String> remarks = new ArrayList<>();
        CellNames names = comparison.names();
        List<String> machines = comparison.machineDifferences();
        if (!machines.isEmpty()) {
            remarks.add("the machines are not alike, so their times say nothing of the program: "
                    + String.join(", ", machines));
        }
        comparison
                .otherRuntimePatch()
                .ifPresent(
                        versions -> remarks.add(
                                versions
                                        + " (base / head): a patch seldom changes times; if they changed, measure both with one of them"));
        comparison.cells().forEach(cell -> {
            if (!cell.unlikeConditions().isEmpty()) {
                remarks.add(names.of(cell.key()) + " was not measured alike: "
                        + String.join(", ", cell.unlikeConditions()));
            }
        });
        comparison.cells().forEach(cell -> {
            disturbed(cell).forEach(how -> remarks.add(names.of(cell.key()) + how));
            cell.metric(Metric.STEP)
                    .filter(numbers -> numbers.hasSlowerMedian(0))
                    .ifPresent(numbers -> remarks.add(names.of(cell.key()) + ": slower by the repeats' medians, "
                            + ratio(Objects.requireNonNull(numbers.medians()))
                            + ", but not by the fast steps of their turns, " + ratio(numbers)
                            + ": perhaps only some steps are slower"));
        });
        comparison.onlyHead().forEach(key -> {
            List<String> other = comparison.otherSettings(key);
            remarks.add(names.of(key) + " is new"
                    + (other.isEmpty() ? "" : "; the base has it with other settings: " + String.join(", ", other)));
        });
        return remarks;
    }
}
