package io.mscale.report.html;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.number.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page's comparison table: a row for each contestant, task and variant.
 *
 * @param columns the columns
 * @param rows the rows, each with a value for each column
 */
public record ComparisonRows(List<Column> columns, List<Row> rows) {

    public ComparisonRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param name its heading
     * @param meaning what it shows, in a sentence
     * @param isFigure whether it holds numbers
     */
    public record Column(String name, String meaning, boolean isFigure) {}

    /**
     * A row.
     *
     * @param reason why nothing was measured; empty if something was
     */
    public record Row(List<Value> values, String reason) {

        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * A value in the table.
     *
     * @param text what is shown
     * @param sortKey what rows are sorted by: a number, or the text; empty where there is no figure, which comes last
     * @param isBest whether it is the best of its contest
     */
    public record Value(String text, String sortKey, boolean isBest) {}

    /** How a column gets its values. */
    private record Source(Column column, Function<Entry, Value> value) {}

    /** The table of all cells. */
    public static ComparisonRows of(Evidence evidence) {
        List<Entry> entries = Entry.of(evidence.cells());
        List<Source> sources = sources(entries);
        return new ComparisonRows(
                sources.stream().map(Source::column).toList(),
                entries.stream()
                        .map(entry -> new Row(
                                sources.stream()
                                        .map(source -> source.value().apply(entry))
                                        .toList(),
                                reason(entry)))
                        .toList());
    }

    private static List<Source> sources(List<Entry> entries) {
        Ranking ranking = new Ranking(entries);
        List<Source> sources = new ArrayList<>();
        sources.add(name("backend", "the library that trains", Entry::contestant));
        addIfSeveral(sources, entries, "device", "where it trains", entry -> entry.contest()
                .device()
                .toString());
        addIfSeveral(sources, entries, "task", "what is fitted", entry -> entry.contest()
                .task());
        sources.add(
                name("variant", "the network's form", entry -> entry.contest().variant()));
        if (entries.stream().anyMatch(entry -> entry.cells().size() > 1)) {
            sources.add(new Source(
                    new Column("repeats", "repeats that ended well, of all", true),
                    entry -> new Value(
                            entry.ended().size() + " of " + entry.cells().size(),
                            Integer.toString(entry.ended().size()),
                            false)));
        }
        sources.add(new Source(
                new Column("test MSE", "mean squared error on the test set at the end", true), entry -> entry.outcome()
                        .map(outcome -> new Value(outcome, "", false))
                        .orElseGet(
                                () -> value(entry.testMse(), Figures::error, ranking.isBest(entry, Entry::testMse)))));
        if (entries.stream().anyMatch(entry -> entry.psnr() != null)) {
            sources.add(plain(
                    "PSNR", "peak signal-to-noise ratio of an image on the test set", Entry::psnr, Figures::decibels));
        }
        sources.add(figure(ranking, "step", "median duration of a step", Entry::step, Figures::duration));
        sources.add(plain("steps/s", "steps per second over the whole training", Entry::stepsPerSecond, Figures::rate));
        sources.add(plain(
                "× fastest", "step over the shortest step of the same variant", ranking::timesFastest, Figures::times));
        sources.add(figure(
                ranking,
                "to target",
                "training time until the test MSE first reached the target",
                Entry::secondsToTarget,
                CellTexts::toTarget));
        sources.add(figure(
                ranking,
                "start-up",
                "from the launch of the process to the first step",
                Entry::startupSeconds,
                Figures::duration));
        sources.add(plain(
                "first step",
                "the very first step of the process, with all that a library does once",
                Entry::firstStepSeconds,
                Figures::duration));
        sources.add(
                figure(ranking, "memory", "largest resident set of the process", Entry::peakMemory, Figures::bytes));
        if (entries.stream().anyMatch(entry -> entry.deviceMemory() != null)) {
            sources.add(figure(
                    ranking,
                    "on device",
                    "most memory that the model held on its device",
                    Entry::deviceMemory,
                    Figures::bytes));
        }
        sources.add(new Source(
                new Column(
                        "GFLOP/s",
                        "floating-point operations of the matrix products per second, and their share of the device's"
                                + " measured peak",
                        true),
                entry -> value(entry.gflops(), rate -> rate(rate, entry.peakFraction()), false)));
        sources.add(new Source(
                new Column("parity", "largest deviation of the first losses from the float64 reference", true),
                ComparisonRows::parity));
        return sources;
    }

    private static Source name(String heading, String meaning, Function<Entry, String> name) {
        return new Source(new Column(heading, meaning, false), entry -> {
            String text = Text.oneLine(name.apply(entry));
            return new Value(text, text, false);
        });
    }

    private static void addIfSeveral(
            List<Source> sources, List<Entry> entries, String heading, String meaning, Function<Entry, String> name) {
        if (entries.stream().map(name).distinct().count() > 1) {
            sources.add(name(heading, meaning, name));
        }
    }

    private static Source plain(
            String heading,
            String meaning,
            Function<Entry, @Nullable Double> figure,
            Function<@Nullable Double, String> format) {
        return new Source(new Column(heading, meaning, true), entry -> value(figure.apply(entry), format, false));
    }

    /** A figure of which less is better, and the least is marked. */
    private static Source figure(
            Ranking ranking,
            String heading,
            String meaning,
            Function<Entry, @Nullable Double> figure,
            Function<@Nullable Double, String> format) {
        return new Source(
                new Column(heading, meaning, true),
                entry -> value(figure.apply(entry), format, ranking.isBest(entry, figure)));
    }

    private static Value value(@Nullable Double figure, Function<@Nullable Double, String> format, boolean isBest) {
        return new Value(format.apply(figure), figure == null ? "" : Double.toString(figure), isBest);
    }

    private static String rate(@Nullable Double gflops, @Nullable Double peakFraction) {
        return Figures.rate(gflops) + (peakFraction == null ? "" : " (" + Figures.percentage(peakFraction) + ")");
    }

    private static Value parity(Entry entry) {
        CellRecord.@Nullable Parity parity = entry.worstParity();
        Double error = parity == null ? null : parity.maxRelativeError();
        return new Value(CellTexts.parity(parity), error == null ? "" : Double.toString(error), false);
    }

    private static String reason(Entry entry) {
        if (!entry.ended().isEmpty()) {
            return "";
        }
        String reason = entry.cells().get(0).cell().reason();
        return Text.oneLine(entry.outcome().orElse("") + (reason == null ? "" : ": " + reason));
    }
}
