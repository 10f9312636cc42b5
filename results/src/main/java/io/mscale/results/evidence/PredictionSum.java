package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What trained networks make of a target together: the sum of their outputs, from their cells' {@code prediction.csv}. */
public final class PredictionSum {

    /** A test point, the target there, and what a network makes of it. */
    private record Row(List<Double> point, double truth, double prediction) {}

    private PredictionSum() {}

    /**
     * The mean over the test points of (sum of the parts' predictions - target)^2.
     *
     * @param whole a cell with the whole target, which is where the target is read from
     * @param parts cells with the same test points
     * @throws IOException if a file is missing, damaged, has several outputs or other test points; the message names it
     */
    public static double testMse(CellFolder whole, List<CellFolder> parts) throws IOException {
        List<Row> target = rows(whole);
        double[] sum = new double[target.size()];
        for (CellFolder part : parts) {
            List<Row> rows = rows(part);
            if (!points(rows).equals(points(target))) {
                throw new IOException(part.nameOf(part.prediction()) + " has other test points than "
                        + whole.nameOf(whole.prediction()));
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

    private static List<List<Double>> points(List<Row> rows) {
        return rows.stream().map(Row::point).toList();
    }

    private static List<Row> rows(CellFolder cell) throws IOException {
        String name = cell.nameOf(cell.prediction());
        CellTable table =
                CellTable.of(cell, cell.prediction()).orElseThrow(() -> new IOException(name + " is missing"));
        int inputs = table.header().size() - 2;
        if (table.lines().isEmpty() || !String.join(",", table.header()).matches("(x\\d+,)+truth1,prediction1")) {
            throw new IOException(name + " does not hold the predictions of a network with one output");
        }
        return table.numbers().stream()
                .map(row -> new Row(row.subList(0, inputs), row.get(inputs), row.get(inputs + 1)))
                .toList();
    }
}
