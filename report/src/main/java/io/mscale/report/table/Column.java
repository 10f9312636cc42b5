package io.mscale.report.table;

import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.evidence.ReportedCell;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column: its name and meaning, and how its value is obtained and formatted. Tables for people have a row for each
 * {@link Entry}; {@code summary.csv} has one for each cell.
 *
 * @param heading its name in tables for people; empty if it is not shown there
 * @param field its name in {@code summary.csv}; empty if it is not written there
 * @param unit the unit of its values in {@code summary.csv}; empty for words, counts and ratios
 * @param ofCell the value in {@code summary.csv}; null for an empty field
 * @param ofEntry the value in tables for people
 */
public record Column(
        String heading,
        String field,
        String unit,
        String meaning,
        Better better,
        Function<ReportedCell, @Nullable Object> ofCell,
        BiFunction<Entry, Ranking, Value> ofEntry) {

    /** Which values of a column are better. */
    public enum Better {
        LESS,
        MORE,
        /** For names, and numbers that do not say who is better. */
        NEITHER
    }

    /**
     * An entry's value.
     *
     * @param number the number used for sorting and ranking; null for words, and where nothing was measured
     */
    public record Value(String text, @Nullable Double number) {}

    static Column field(String field, String unit, String meaning, Function<ReportedCell, @Nullable Object> ofCell) {
        return new Column("", field, unit, meaning, Better.NEITHER, ofCell, (entry, ranking) -> new Value("", null));
    }

    /** A column that is not in {@code summary.csv}. */
    static Column notInCsv(String meaning) {
        return field("", "", meaning, cell -> null);
    }

    /** This column, shown in tables for people as a name. */
    Column shownAs(String newHeading, Function<Entry, String> name) {
        return shownAs(newHeading, Better.NEITHER, entry -> new Value(Text.oneLine(name.apply(entry)), null));
    }

    /** This column, shown in tables for people as a number. */
    Column shownAs(
            String newHeading,
            Better newBetter,
            Function<Entry, @Nullable Double> number,
            Function<@Nullable Double, String> format) {
        return shownAs(newHeading, newBetter, entry -> {
            Double value = number.apply(entry);
            return new Value(format.apply(value), value);
        });
    }

    /** This column, shown in tables for people. */
    Column shownAs(String newHeading, Better newBetter, Function<Entry, Value> value) {
        return ranked(newHeading, newBetter, (entry, ranking) -> value.apply(entry));
    }

    /** This column, shown in tables for people with values that depend on the other entries. */
    Column ranked(String newHeading, Better newBetter, BiFunction<Entry, Ranking, Value> newOfEntry) {
        return new Column(newHeading, field, unit, meaning, newBetter, ofCell, newOfEntry);
    }

    /** Whether tables for people right-align it as numbers; names and words are left-aligned. */
    public boolean isNumber() {
        return !Columns.NAMES.contains(this);
    }

    /** An entry's value; {@code ranking} compares it with those of the other entries. */
    public Value of(Entry entry, Ranking ranking) {
        return ofEntry.apply(entry, ranking);
    }

    /** Whether the entry has the best value in its contest and is not the only one with a value. */
    public boolean isBest(Entry entry, Ranking ranking) {
        return better != Better.NEITHER && ranking.isBest(entry, other -> cost(of(other, ranking)));
    }

    private @Nullable Double cost(Value value) {
        Double number = value.number();
        return number == null ? null : better == Better.MORE ? -number : number;
    }

    boolean isIn(List<Entry> entries) {
        Ranking ranking = new Ranking(entries);
        return entries.stream().anyMatch(entry -> of(entry, ranking).number() != null);
    }

    boolean differsAmong(List<Entry> entries) {
        Ranking ranking = new Ranking(entries);
        return entries.stream()
                        .map(entry -> of(entry, ranking).text())
                        .distinct()
                        .count()
                > 1;
    }
}
