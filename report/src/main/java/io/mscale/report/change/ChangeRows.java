package io.mscale.report.change;

import io.mscale.report.text.DuelTexts;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Completion;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows of a comparison, shared by all tables: one for each cell and metric, and one for each cell that is new or gone or
 * has repeats that fail.
 */
public final class ChangeRows {

    /** The headings; the first two are names, the last is the verdict. */
    public static final List<String> HEADER =
            List.of("cell", "figure", "base", "head", "ratio", "95% interval", "p", "noise", "verdict");

    /** How many of the first columns are names. */
    static final int NAMES = 2;

    private static final String COMPLETION = Check.Kind.COMPLETION.id();

    private final CellNames names;
    private final Map<Question, Check> checks = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /** Whether there is a gate: what is slower and no question of it says so. */
    private final boolean isJudged;

    private ChangeRows(RunComparison comparison, Optional<Gate> gate) {
        this.isJudged = gate.isPresent();
        names = comparison.names();
        gate.ifPresent(verdict ->
                verdict.checks().forEach(check -> checks.put(new Question(check.key(), check.kind()), check)));
        for (CellComparison cell : comparison.cells()) {
            Completion completion = Completion.of(cell);
            if (completion.change() != Completion.Change.NONE) {
                add(cell.key(), completion);
            }
            for (Metric metric : Metric.values()) {
                add(cell, metric);
            }
        }
        Stream.concat(comparison.onlyHead().stream(), comparison.onlyBase().stream())
                .forEach(key -> add(key, comparison.completion(key)));
    }

    private record Question(CellKey cell, Check.Kind kind) {}

    /** Whether a column holds names or words instead of numbers. */
    public static boolean isName(int column) {
        return column < NAMES || column == HEADER.size() - 1;
    }

    /**
     * A row.
     *
     * @param isMain whether it is of completion, a step time or an error, or judged by a gate; not of a secondary metric
     */
    public record Row(Severity severity, boolean isMain, List<String> texts) {

        public Row {
            texts = List.copyOf(texts);
        }
    }

    /** The rows, the most serious first; equally serious ones in the order of the head's plan. */
    public static List<Row> of(RunComparison comparison, Optional<Gate> gate) {
        return new ChangeRows(comparison, gate)
                .rows.stream().sorted(Comparator.comparing(Row::severity)).toList();
    }

    private void add(CellKey key, Completion completion) {
        Optional<Check> check = check(key, Check.Kind.COMPLETION);
        Completion.Change change = completion.change();
        Severity severity = Severity.of(change, check);
        String word = CompletionTexts.word(change);
        rows.add(row(
                severity,
                key,
                COMPLETION,
                CompletionTexts.before(completion),
                CompletionTexts.now(completion),
                verdict(word, severity == Severity.WORSE, check)));
    }

    private void add(CellComparison cell, Metric metric) {
        Optional<Check> check = kind(metric).flatMap(kind -> check(cell.key(), kind));
        Optional<MetricComparison> measured = cell.metric(metric);
        if (measured.isPresent()) {
            rows.add(row(cell.key(), metric, measured.get(), check));
        } else if (check.isPresent()) {
            String outcome = check.get().outcome().toString();
            rows.add(row(
                    Severity.of(Decision.CANNOT_DECIDE, check),
                    cell.key(),
                    metric.title(),
                    Formats.MISSING,
                    Formats.MISSING,
                    outcome));
        }
    }

    private Row row(Severity severity, CellKey key, String figure, String base, String head, String verdict) {
        String none = Formats.MISSING;
        return new Row(severity, true, List.of(names.of(key), figure, base, head, none, none, none, none, verdict));
    }

    private Row row(CellKey key, Metric metric, MetricComparison numbers, Optional<Check> check) {
        Decision decision = check.isPresent() ? numbers.decision() : Unjudged.decision(metric, numbers);
        return new Row(
                Severity.of(decision, check),
                metric == Metric.STEP || metric == Metric.TEST_MSE || check.isPresent(),
                List.of(
                        names.of(key),
                        metric.title(),
                        ChangeTexts.value(metric, numbers.base()),
                        ChangeTexts.value(metric, numbers.head()),
                        Formats.factor(numbers.comparison().ratio()),
                        DuelTexts.interval(numbers.comparison()),
                        DuelTexts.p(numbers.comparison(), numbers.adjustedP()),
                        ChangeTexts.noise(numbers),
                        verdict(metric, decision, check)));
    }

    private String verdict(Metric metric, Decision decision, Optional<Check> check) {
        boolean isDifferent = decision == Decision.FASTER || decision == Decision.SLOWER;
        if (!isDifferent
                && check.map(Check::outcome).filter(Outcome.UNDECIDED::equals).isPresent()) {
            return Outcome.UNDECIDED.toString();
        }
        if (decision == Decision.CANNOT_DECIDE && check.isPresent()) {
            return "accepted";
        }
        String words = verdict(ChangeTexts.decision(metric, decision), decision == Decision.SLOWER, check);
        boolean isAside = check.isEmpty() && isJudged;
        return isAside && decision == Decision.CANNOT_DECIDE
                ? "not judged"
                : isAside && decision == Decision.SLOWER ? words + ", not judged" : words;
    }

    /** What became of it, and behind what the gate makes of that. */
    private static String verdict(String word, boolean isWorse, Optional<Check> check) {
        return check.map(one -> switch (one.outcome()) {
                    case REGRESSION, UNDECIDED -> one.outcome() + ": " + word;
                    case PASS -> isWorse ? pass(one) + ": " + word : word;
                })
                .orElse(word);
    }

    private static String pass(Check check) {
        return check.waiver().isPresent() ? "waived" : check.second().isPresent() ? "not confirmed" : "accepted";
    }

    private Optional<Check> check(CellKey key, Check.Kind kind) {
        return Optional.ofNullable(checks.get(new Question(key, kind)));
    }

    private static Optional<Check.Kind> kind(Metric metric) {
        return Stream.of(Check.Kind.values())
                .filter(kind -> kind.metric().filter(metric::equals).isPresent())
                .findFirst();
    }
}
