package io.mscale.report.html;

import io.mscale.report.text.AccuracyTexts;
import io.mscale.report.text.DuelTexts;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.AccuracyDuel;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * The page's tables of tests.
 *
 * @param steps pairs of contestants, compared by their steps
 * @param errors pairs of networks with several common seeds, compared by their test errors
 * @param moreErrors how many more of those there are
 */
public record DuelRows(List<Row> steps, List<Row> errors, int moreErrors) {

    /** For a page that compares two runs: its first table has the only tests that matter, by its own rules. */
    static final DuelRows NONE = new DuelRows(List.of(), List.of(), 0);

    private static final int MOST_ROWS = 60;

    public DuelRows {
        steps = List.copyOf(steps);
        errors = List.copyOf(errors);
    }

    /**
     * A pair.
     *
     * @param isTested whether there are enough repeats for a test
     */
    public record Row(List<String> texts, boolean isTested) {

        public Row {
            texts = texts.stream().map(Text::oneLine).toList();
        }

        private static Row of(Duel duel) {
            List<String> texts = new ArrayList<>(List.of(
                    duel.a().contest().toString(),
                    duel.a().contestant(),
                    duel.b().contestant()));
            texts.addAll(DuelTexts.numbers(duel));
            texts.add(DuelTexts.decision(duel));
            return new Row(texts, duel.decision() != Decision.CANNOT_DECIDE);
        }

        private static Row of(AccuracyDuel duel) {
            List<String> texts = new ArrayList<>(List.of(AccuracyTexts.name(duel)));
            texts.addAll(AccuracyTexts.numbers(duel));
            texts.add(AccuracyTexts.result(duel));
            return new Row(texts, duel.comparison().isDecidable());
        }
    }

    static DuelRows of(Evidence evidence) {
        List<Row> errors = AccuracyDuel.of(evidence).stream()
                .filter(duel -> duel.comparison().seeds() > 1)
                .map(Row::of)
                .toList();
        List<Row> first = errors.subList(0, Math.min(MOST_ROWS, errors.size()));
        return new DuelRows(Duel.of(evidence).stream().map(Row::of).toList(), first, errors.size() - first.size());
    }

    /** Whether any of these pairs has enough repeats for a test. */
    public static boolean anyTested(List<Row> rows) {
        return rows.stream().anyMatch(Row::isTested);
    }
}
