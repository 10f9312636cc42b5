package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What trained networks make of a target together: the sum of their outputs, from their cells' {@code prediction.csv}. */
public final class PredictionSum {

    /** A test point as it is written, the target there, and what a network makes of it. */
    private record Row(List<String> point, double truth, double prediction) {}

    private PredictionSum() {}

    /**
     * The mean over the test points of (sum of the parts' predictions - target)^2.
     *
     * @param whole a cell with the whole target, which is where the target is read from
     * @param parts cells with the same test points
     * @throws IOException if a file is missing, damaged, has several outputs or other test points; the message names it
     */
    public static double testMse(CellFolder whole, List<CellFolder> parts) throws IOException {
        List<Row> target = rows(whole.prediction());
        double[] sum = new double[target.size()];
        for (CellFolder part : parts) {
            List<Row> rows = rows(part.prediction());
            if (!points(rows).equals(points(target))) {
                throw new IOException(part.prediction() + " has other test points than " + whole.prediction());
            }
            Arrays.setAll(sum, i -> sum[i] + rows.get(i).prediction());
        }
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            double error = sum[i] - target.get(i).truth();
            squares += error * error;
        }
        return squares / sum.length;
    }

    private static List<List<String>> points(List<Row> rows) {
        return rows.stream().map(Row::point).toList();
    }

    private static List<Row> rows(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is missing", e);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is damaged: it is not text", e);
        }
        if (lines.size() < 2 || !lines.get(0).matches("(x\\d+,)+truth1,prediction1")) {
            throw new IOException(file + " does not hold the predictions of a network with one output");
        }
        int columns = lines.get(0).split(",", -1).length;
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = List.of(lines.get(i).split(",", -1));
            try {
                if (fields.size() == columns) {
                    rows.add(new Row(
                            fields.subList(0, columns - 2),
                            Double.parseDouble(fields.get(columns - 2)),
                            Double.parseDouble(fields.get(columns - 1))));
                    continue;
                }
            } catch (NumberFormatException e) {
                // Reported below.
            }
            throw new IOException(file + " is damaged: line " + (i + 1) + " is not " + columns + " numbers");
        }
        return rows;
    }
}
