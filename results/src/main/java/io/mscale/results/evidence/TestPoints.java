package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The points on the plane that a network of two inputs was tested on, in the order of {@code prediction.csv}. */
public record TestPoints(List<Point> points) {

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
        Optional<CellTable> table = CellTable.of(cell, cell.prediction());
        if (table.isEmpty() || !table.get().beginsWith("x1", "x2", "truth1")) {
            return new TestPoints(List.of());
        }
        return new TestPoints(table.get().numbers().stream()
                .map(row -> new Point(row.get(0), row.get(1)))
                .toList());
    }
}
