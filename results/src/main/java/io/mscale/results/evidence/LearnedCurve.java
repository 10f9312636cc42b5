package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An output of a trained network with one input, and its target, on the test points (fig. 1.4 of the chapter).
 *
 * @param points the test points, ascending in x
 */
public record LearnedCurve(List<Point> points) {

    public LearnedCurve {
        points = List.copyOf(points);
    }

    /** The values of target and network at {@code x}. */
    public record Point(double x, double truth, double prediction) {}

    /**
     * Reads the curves of a cell's {@code prediction.csv}, one for each output.
     *
     * @return empty if there is no such file, or if the task does not have exactly one input
     * @throws IOException if the file is damaged; the message names the file and the line
     */
    public static List<LearnedCurve> of(CellFolder cell) throws IOException {
        Path file = cell.prediction();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (MalformedInputException e) {
            throw new IOException(file + " is damaged: it is not text", e);
        }
        if (lines.isEmpty() || !lines.get(0).startsWith("x1,")) {
            throw new IOException(file + " is damaged: line 1 is not a header");
        }
        int outputs = lines.get(0).split(",", -1).length / 2;
        if (!lines.get(0).equals(header(outputs))) {
            return List.of();
        }
        double[][] rows = new double[lines.size() - 1][];
        for (int i = 1; i < lines.size(); i++) {
            rows[i - 1] = numbers(file, i + 1, 1 + 2 * outputs, lines.get(i));
        }
        return IntStream.range(0, outputs)
                .mapToObj(output -> new LearnedCurve(Arrays.stream(rows)
                        .map(row -> new Point(row[0], row[1 + output], row[1 + outputs + output]))
                        .toList()))
                .toList();
    }

    /** The first line for one input. */
    private static String header(int outputs) {
        return "x1,"
                + Stream.of("truth", "prediction")
                        .flatMap(name -> IntStream.rangeClosed(1, outputs).mapToObj(output -> name + output))
                        .collect(Collectors.joining(","));
    }

    private static double[] numbers(Path file, int line, int count, String text) throws IOException {
        String[] fields = text.split(",", -1);
        try {
            if (fields.length == count) {
                return Stream.of(fields).mapToDouble(Double::parseDouble).toArray();
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IOException(file + " is damaged: line " + line + " is not " + count + " numbers");
    }
}
