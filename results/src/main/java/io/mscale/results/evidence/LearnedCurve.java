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

/**
 * A trained network and its target on the test points, for one input and one output (fig. 1.4 of the chapter).
 *
 * @param points the test points, ascending in x
 */
public record LearnedCurve(List<Point> points) {

    private static final String HEADER = "x1,truth1,prediction1";

    public LearnedCurve {
        points = List.copyOf(points);
    }

    /** The values of target and network at {@code x}. */
    public record Point(double x, double truth, double prediction) {}

    /**
     * Reads a cell's {@code prediction.csv}.
     *
     * @return empty if there is none, or if the task does not have exactly one input and one output
     * @throws IOException if the file is damaged; the message names the file and the line
     */
    public static Optional<LearnedCurve> of(CellFolder cell) throws IOException {
        Path file = cell.prediction();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw new IOException(file + " is damaged: it is not text", e);
        }
        if (lines.isEmpty() || !lines.get(0).startsWith("x1,")) {
            throw new IOException(file + " is damaged: line 1 is not a header");
        }
        if (!lines.get(0).equals(HEADER)) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            points.add(point(file, i + 1, lines.get(i)));
        }
        return Optional.of(new LearnedCurve(points));
    }

    private static Point point(Path file, int line, String text) throws IOException {
        String[] fields = text.split(",", -1);
        try {
            if (fields.length == 3) {
                return new Point(
                        Double.parseDouble(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IOException(file + " is damaged: line " + line + " is not three numbers");
    }
}
