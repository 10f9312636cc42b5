package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The points on the plane that a network of two inputs was tested on, in the order of {@code prediction.csv}. */
public record TestPoints(List<Point> points) {

    private static final String HEADER = "x1,x2,truth1,";

    public TestPoints {
        points = List.copyOf(points);
    }

    /** A point, in the units of the user's data. */
    public record Point(double x1, double x2) {}

    /**
     * Reads the points of a cell's {@code prediction.csv}.
     *
     * @return no points if there is no such file, or if the task does not have exactly two inputs
     * @throws IOException if the file is damaged; the message names the file and the line
     */
    public static TestPoints of(CellFolder cell) throws IOException {
        Path file = cell.prediction();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return new TestPoints(List.of());
        } catch (MalformedInputException e) {
            throw new IOException(file + " is damaged: it is not text", e);
        }
        List<Point> points = new ArrayList<>();
        if (!lines.isEmpty() && lines.get(0).startsWith(HEADER)) {
            for (int i = 1; i < lines.size(); i++) {
                points.add(point(file, i + 1, lines.get(i)));
            }
        }
        return new TestPoints(points);
    }

    private static Point point(Path file, int line, String text) throws IOException {
        String[] fields = text.split(",", -1);
        try {
            if (fields.length >= 4) {
                return new Point(Double.parseDouble(fields[0]), Double.parseDouble(fields[1]));
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IOException(file + " is damaged: line " + line + " does not begin with two coordinates");
    }
}
