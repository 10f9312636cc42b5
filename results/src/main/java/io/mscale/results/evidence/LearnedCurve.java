package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An output of a trained network with one input, and its target (fig. 1.4 of the chapter).
 *
 * @param points the network, ascending in x: on a regular grid, or on the test points in records that predate it
 * @param training samples it was trained on, ascending in x; empty if the target is known without them
 * @param validation samples held out of those, likewise
 * @param test samples it was tested on, likewise
 */
public record LearnedCurve(List<Point> points, List<Sample> training, List<Sample> validation, List<Sample> test) {

    private static final String CURVE = "curve";
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    public LearnedCurve {
        points = List.copyOf(points);
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** A curve without samples. */
    public LearnedCurve(List<Point> points) {
        this(points, List.of(), List.of(), List.of());
    }

    /** The values of target and network at {@code x}; the target is NaN where it is known at the samples only. */
    public record Point(double x, double truth, double prediction) {}

    /** A sample of the data. */
    public record Sample(double x, double y) {}

    /**
     * Reads the curves of a cell's {@code learned.csv}, one for each output, or of {@code prediction.csv} in records that
     * predate it.
     *
     * @return empty if there is no such file, or if the task does not have exactly one input
     * @throws IOException if the file is damaged; the message names the file and the line
     */
    public static List<LearnedCurve> of(CellFolder cell) throws IOException {
        Optional<CellTable> learned = CellTable.of(cell, cell.learned());
        if (learned.isPresent()) {
            return of(learned.get(), "kind", "x1");
        }
        Optional<CellTable> prediction = CellTable.of(cell, cell.prediction());
        return prediction.isEmpty() ? List.of() : of(prediction.get(), "x1");
    }

    /** The curves of a table; none if it has other columns than its first, and those of the outputs. */
    private static List<LearnedCurve> of(CellTable table, String... first) throws IOException {
        if (!table.beginsWith(first)) {
            throw new IOException(table.name() + " is damaged: line 1 is not a header");
        }
        boolean hasKinds = first.length > 1;
        int outputs = (table.header().size() - first.length) / 2;
        if (!table.header().equals(header(outputs, first))) {
            return List.of();
        }
        List<List<Double>> numbers = hasKinds ? table.numbersBehindWords() : table.numbers();
        List<String> kinds = hasKinds ? table.words() : Collections.nCopies(numbers.size(), CURVE);
        Map<String, List<List<Double>>> rows = IntStream.range(0, numbers.size())
                .boxed()
                .collect(Collectors.groupingBy(kinds::get, Collectors.mapping(numbers::get, Collectors.toList())));
        return IntStream.range(0, outputs)
                .mapToObj(output -> new LearnedCurve(
                        rows.getOrDefault(CURVE, List.of()).stream()
                                .map(row -> new Point(row.get(0), row.get(1 + output), row.get(1 + outputs + output)))
                                .toList(),
                        samples(rows, TRAINING, output),
                        samples(rows, VALIDATION, output),
                        samples(rows, TEST, output)))
                .toList();
    }

    private static List<Sample> samples(Map<String, List<List<Double>>> rows, String kind, int output) {
        return rows.getOrDefault(kind, List.of()).stream()
                .map(row -> new Sample(row.get(0), row.get(1 + output)))
                .toList();
    }

    /** The names of the columns for one input. */
    private static List<String> header(int outputs, String... first) {
        return Stream.concat(Stream.of(first), Stream.of("truth", "prediction").flatMap(name -> IntStream.rangeClosed(
                                1, outputs)
                        .mapToObj(output -> name + output)))
                .toList();
    }
}
