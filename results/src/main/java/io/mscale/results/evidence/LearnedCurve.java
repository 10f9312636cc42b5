package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Optional<List<String>> learned = lines(cell.learned(), "kind,x1,");
        if (learned.isPresent()) {
            return new Reader(cell.learned(), learned.get(), true).curves();
        }
        Optional<List<String>> prediction = lines(cell.prediction(), "x1,");
        return prediction.isEmpty() ? List.of() : new Reader(cell.prediction(), prediction.get(), false).curves();
    }

    private static Optional<List<String>> lines(Path file, String beginning) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).startsWith(beginning)) {
                throw new IOException(file + " is damaged: line 1 is not a header");
            }
            return Optional.of(lines);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw new IOException(file + " is damaged: it is not text", e);
        }
    }

    /** Reads rows that begin with their kind, or are all of the kind {@code curve}. */
    private static final class Reader {

        private record Row(String kind, List<Double> numbers) {}

        private final Path file;
        private final List<String> lines;
        private final boolean hasKinds;
        private final int outputs;

        Reader(Path file, List<String> lines, boolean hasKinds) {
            this.file = file;
            this.lines = lines;
            this.hasKinds = hasKinds;
            this.outputs = (lines.get(0).split(",", -1).length - (hasKinds ? 1 : 0)) / 2;
        }

        List<LearnedCurve> curves() throws IOException {
            if (!lines.get(0).equals(header())) {
                return List.of();
            }
            List<Row> rows = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                rows.add(row(i + 1, lines.get(i)));
            }
            return IntStream.range(0, outputs)
                    .mapToObj(output -> new LearnedCurve(
                            of(rows, CURVE)
                                    .map(row ->
                                            new Point(row.get(0), row.get(1 + output), row.get(1 + outputs + output)))
                                    .toList(),
                            samples(rows, TRAINING, output),
                            samples(rows, VALIDATION, output),
                            samples(rows, TEST, output)))
                    .toList();
        }

        private static Stream<List<Double>> of(List<Row> rows, String kind) {
            return rows.stream().filter(row -> row.kind().equals(kind)).map(Row::numbers);
        }

        private static List<Sample> samples(List<Row> rows, String kind, int output) {
            return of(rows, kind)
                    .map(row -> new Sample(row.get(0), row.get(1 + output)))
                    .toList();
        }

        /** The first line for one input. */
        private String header() {
            return (hasKinds ? "kind,x1," : "x1,")
                    + Stream.of("truth", "prediction")
                            .flatMap(name -> IntStream.rangeClosed(1, outputs).mapToObj(output -> name + output))
                            .collect(Collectors.joining(","));
        }

        /** A row of as many numbers as the header has; an empty field is one that is not known. */
        private Row row(int line, String text) throws IOException {
            String[] fields = text.split(",", -1);
            int first = hasKinds ? 1 : 0;
            int count = 1 + 2 * outputs;
            try {
                if (fields.length == first + count) {
                    return new Row(
                            hasKinds ? fields[0] : CURVE,
                            Stream.of(fields)
                                    .skip(first)
                                    .map(field -> hasKinds && field.isEmpty() ? Double.NaN : Double.parseDouble(field))
                                    .toList());
                }
            } catch (NumberFormatException e) {
                // Reported below.
            }
            throw new IOException(file + " is damaged: line " + line + " is not " + count + " numbers");
        }
    }
}
