package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Units;
import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code learned.csv}, what a figure of a task with one input shows: {@code kind,x1,truth1..,prediction1..} in ascending order
 * of {@code x1} within each kind, in the user's units if the data have units. Rows of kind {@code curve} are the network on a
 * regular grid over the domain, with the target if it is a function; {@code training}, {@code validation} and {@code test} are samples, every n-th
 * of many, where the data say more than the target does: if they were given, or their targets have noise.
 */
final class LearnedFile {

    /** Ten to each period of the fastest oscillation that a built-in task has. */
    private static final int GRID = 2001;

    /** More dots than this cover each other. */
    private static final int MOST_SAMPLES = 2000;

    private final FittingTask task;
    private final int outputs;
    private final StringBuilder csv = new StringBuilder("kind,x1");

    private LearnedFile(FittingTask task) {
        this.task = task;
        this.outputs = task.outputDimension();
        for (String name : List.of("truth", "prediction")) {
            IntStream.rangeClosed(1, outputs)
                    .forEach(i -> csv.append(',').append(name).append(i));
        }
        csv.append('\n');
    }

    /**
     * Writes the file atomically; nothing if the task has several inputs.
     *
     * @param prepared task and data
     */
    static void write(Path file, NetworkSum networks, PreparedModel prepared, boolean isNoisy) throws IOException {
        FittingTask task = prepared.task();
        if (task.domain().dimension() != 1) {
            return;
        }
        LearnedFile learned = new LearnedFile(task);
        boolean isGiven = task.samples().isPresent();
        learned.curve(networks, isGiven);
        if (isGiven || isNoisy) {
            learned.samples("training", prepared.train());
            if (prepared.validation().isPresent()) {
                learned.samples("validation", prepared.validation().get());
            }
        }
        if (isGiven) {
            learned.samples("test", prepared.test());
        }
        AtomicFile.write(file, learned.csv.toString());
    }

    private void curve(NetworkSum networks, boolean isGiven) {
        Domain domain = task.domain();
        double lower = domain.lower().get(0);
        double width = domain.upper().get(0) - lower;
        double[] x = new double[GRID];
        Arrays.setAll(
                x, i -> Math.min(lower + width * i / (GRID - 1), domain.upper().get(0)));
        double[] network = networks.predict(x);
        double[] target = isGiven ? new double[0] : task.targets(x);
        for (int i = 0; i < GRID; i++) {
            row("curve", x[i], target, network, i);
        }
    }

    private void samples(String kind, Dataset data) {
        double[] x = data.x();
        double[] y = data.y();
        int every = (data.size() + MOST_SAMPLES - 1) / MOST_SAMPLES;
        List<Integer> sorted = IntStream.range(0, data.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .toList();
        for (int place = 0; place < sorted.size(); place += every) {
            int sample = sorted.get(place);
            row(kind, x[sample], y, new double[0], sample);
        }
    }

    private void row(String kind, double x, double[] truth, double[] prediction, int index) {
        csv.append(kind)
                .append(',')
                .append(task.units()
                        .map(Units::inputs)
                        .map(inputs -> inputs.get(0).value(x))
                        .orElse(x))
                .append(',')
                .append(fields(truth, index))
                .append(',')
                .append(fields(prediction, index))
                .append('\n');
    }

    /** A value for each output, empty if there are none. */
    private String fields(double[] values, int index) {
        return IntStream.range(0, outputs)
                .mapToObj(k -> values.length == 0 ? "" : Double.toString(value(values[index * outputs + k], k)))
                .collect(Collectors.joining(","));
    }

    private double value(double scaled, int output) {
        return task.units()
                .map(units -> units.outputs().get(output).value(scaled))
                .orElse(scaled);
    }
}
