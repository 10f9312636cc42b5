package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Units;
import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code prediction.csv}: a header, then one row per test point in ascending order of its first coordinate:
 * coordinates {@code x1..xd}, target {@code truth1..}, network {@code prediction1..}, in the user's units if the data
 * have units.
 */
final class PredictionFile {

    private PredictionFile() {}

    /**
     * Writes the file atomically.
     *
     * @param network the network's output at the test points, row-major [samples x outputs]
     */
    static void write(Path file, double[] network, Dataset test, Optional<Units> units) throws IOException {
        int inputs = test.inputs();
        int outputs = test.outputs();
        double[] x = test.x();
        double[] truth = test.y();
        double[] prediction = network.clone();
        units.ifPresent(scaling -> {
            scaleBack(x, scaling.inputs());
            scaleBack(truth, scaling.outputs());
            scaleBack(prediction, scaling.outputs());
        });
        StringBuilder csv = new StringBuilder();
        IntStream.rangeClosed(1, inputs).forEach(i -> csv.append("x").append(i).append(','));
        IntStream.rangeClosed(1, outputs)
                .forEach(i -> csv.append("truth").append(i).append(','));
        IntStream.rangeClosed(1, outputs)
                .forEach(i -> csv.append("prediction").append(i).append(i < outputs ? ',' : '\n'));
        IntStream.range(0, test.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> x[row * inputs]))
                .forEach(row -> {
                    append(csv, x, row, inputs, ',');
                    append(csv, truth, row, outputs, ',');
                    append(csv, prediction, row, outputs, '\n');
                });
        AtomicFile.write(file, csv.toString());
    }

    private static void scaleBack(double[] values, List<Units.Column> columns) {
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i % columns.size()).value(values[i]);
        }
    }

    private static void append(StringBuilder csv, double[] values, int row, int columns, char end) {
        for (int j = 0; j < columns; j++) {
            csv.append(values[row * columns + j]).append(j < columns - 1 ? ',' : end);
        }
    }
}
