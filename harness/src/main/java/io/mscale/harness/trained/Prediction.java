package io.mscale.harness.trained;

import io.mscale.record.file.AtomicFile;
import io.mscale.record.file.NpyArray;
import io.mscale.record.network.NetworkFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a network gives at some points. */
public final class Prediction {

    private static final String NPY = ".npy";

    private final NetworkFile network;
    private final Points points;
    private final double[] values;

    /**
     * A prediction.
     *
     * @param values row-major [points x outputs], in the units of the data; not copied
     */
    public Prediction(NetworkFile network, Points points, double[] values) {
        this.network = network;
        this.points = points;
        this.values = values;
    }

    /** Writes a file: an array [points x outputs] if its name ends in {@code .npy}, else CSV with the points. */
    public void write(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(NPY)) {
            NpyArray.of(values, points.size(), network.outputs().size()).write(file);
            return;
        }
        AtomicFile.write(file, out -> {
            for (Iterator<String> line = lines().iterator(); line.hasNext(); ) {
                out.write((line.next() + '\n').getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Prints it as CSV. */
    public void print(PrintStream out) {
        lines().forEach(line -> out.print(line + '\n'));
        out.flush();
    }

    private Stream<String> lines() {
        Stream<String> header = Stream.of(Stream.concat(network.inputs().stream(), network.outputs().stream())
                .map(NetworkFile.Variable::name)
                .map(Prediction::field)
                .collect(Collectors.joining(",")));
        return Stream.concat(header, IntStream.range(0, points.size()).mapToObj(this::line));
    }

    private String line(int point) {
        StringBuilder line = new StringBuilder();
        append(line, points.values(), point, network.inputs());
        append(line, values, point, network.outputs());
        line.setLength(line.length() - 1);
        return line.toString();
    }

    private static void append(StringBuilder line, double[] rows, int row, List<NetworkFile.Variable> columns) {
        for (int i = 0; i < columns.size(); i++) {
            line.append(rows[row * columns.size() + i]).append(',');
        }
    }

    /** A name as a field of CSV. */
    private static String field(String name) {
        boolean isPlain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
