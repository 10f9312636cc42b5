package io.mscale.report.html;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Timing;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run of the size that people look at, its records computed rather than measured, with predictions on disk. */
final class SampleRun {

    private static final double[] FREQUENCIES = {1, 3, 23, 137, 203};

    private final Path folder;
    private final List<CellRecord> cells = new ArrayList<>();

    SampleRun(Path folder) {
        this.folder = folder;
    }

    /** Adds cells of those backends, single and multi, that many repeats. */
    SampleRun with(List<String> backends, int repeats) throws IOException {
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (String variant : List.of("single", "multi")) {
                for (String backend : backends) {
                    add(backend, variant, repeat, backends.indexOf(backend));
                }
            }
        }
        return this;
    }

    /** Adds a cell as it is. */
    SampleRun with(CellRecord cell) {
        cells.add(cell);
        return this;
    }

    RunRecord record() {
        return Samples.run(cells.toArray(CellRecord[]::new));
    }

    Evidence evidence() {
        return Evidence.of(new RunFolder(folder), record());
    }

    private void add(String backend, String variant, int repeat, int slowness) throws IOException {
        boolean multi = variant.equals("multi");
        String id = "cell" + cells.size() + "-" + variant + "-r" + repeat;
        double floor = multi ? 5e-4 : 0.7;
        List<CellRecord.CurvePoint> curve = IntStream.rangeClosed(0, 90)
                .map(i -> i < 20 ? i : (int) (20 * Math.pow(1.05, i - 20)))
                .distinct()
                .mapToObj(step -> point(step, multi, floor, slowness))
                .toList();
        List<Double> samples = IntStream.range(0, 300)
                .mapToObj(i -> 0.01 * (1 + slowness) * (1 + 0.02 * wobble(i) + (i % 97 == 5 ? 1.5 : 0)))
                .toList();
        writePrediction(id, x -> multi ? 1 : x < 1000 ? 1 : 0);
        CellRecord plain = Samples.ok(backend, variant, repeat, floor);
        cells.add(copy(
                plain,
                id,
                curve,
                new Timing(
                        0.5 + slowness,
                        0.1,
                        300,
                        3.0 * (1 + slowness),
                        new CellRecord.StepTime(0.01 * (1 + slowness), 0.0098, 0.011, samples, List.of()),
                        100.0 / (1 + slowness),
                        70.0,
                        null,
                        multi ? new CellRecord.TimeToTarget(0.01, 0.6, 60) : null,
                        null)));
    }

    private static CellRecord.CurvePoint point(int step, boolean multi, double floor, int slowness) {
        double mse = floor + (1.5 - floor) * Math.exp(-step / 15.0);
        List<CellRecord.Frequency> frequencies = IntStream.range(0, FREQUENCIES.length)
                .mapToObj(i -> new CellRecord.Frequency(
                        FREQUENCIES[i], Math.exp(-step / (multi ? 5.0 + i : 5 * Math.pow(20, i)))))
                .toList();
        return new CellRecord.CurvePoint(step, step * 0.01 * (1 + slowness), mse, mse, frequencies);
    }

    private void writePrediction(String id, IntToDoubleFunction learned) throws IOException {
        Path cell = Files.createDirectories(folder.resolve("cells").resolve(id));
        StringBuilder csv = new StringBuilder("x1,truth1,prediction1\n");
        for (int i = 0; i < 2000; i++) {
            double x = Math.PI * (i - 1000) / 1000;
            double truth = x < 0
                    ? Math.sin(x) + Math.sin(3 * x) + 1
                    : Math.sin(23 * x) + Math.sin(137 * x) + Math.sin(203 * x) + 1;
            csv.append(String.format(Locale.ROOT, "%s,%s,%s%n", x, truth, truth * learned.applyAsDouble(i)));
        }
        Files.writeString(cell.resolve("prediction.csv"), csv.toString().replace(System.lineSeparator(), "\n"));
    }

    /** A number in [-1, 1] that looks random and is not. */
    private static double wobble(int i) {
        return Math.sin(12.9898 * i);
    }

    /** The cell with another id, curve and times. */
    static CellRecord copy(CellRecord cell, String id, List<CellRecord.CurvePoint> curve, @Nullable Timing timing) {
        return new CellRecord(
                Samples.with(Samples.withId(cell, id), "cell.identity.setting", "")
                        .cell(),
                cell.outcome(),
                new LibraryInfo("A library", "1.0", "a BLAS 2.0", 2, "avx512", null),
                cell.work(),
                cell.accuracy(),
                timing,
                cell.memory(),
                new CellRecord.Parity(5, 1.2e-7, 1e-5, 1e-6, true),
                List.of(),
                curve);
    }

    /** Runs that once broke a report, or might. */
    static Stream<Evidence> awkward(Path folder) throws IOException {
        CellRecord ok = Samples.ok("ejml", "multi", 0.1);
        Timing timing = ok.timing();
        return Stream.of(
                new SampleRun(folder.resolve("empty")).evidence(),
                new SampleRun(folder.resolve("failed"))
                        .with(Samples.failed("ejml", CellStatus.CRASHED, "killed\n\"now\""))
                        .with(Samples.failed("djl", CellStatus.UNSUPPORTED, null))
                        .evidence(),
                new SampleRun(folder.resolve("timed-out"))
                        .with(Samples.withStatus(ok, CellStatus.TIMEOUT))
                        .evidence(),
                new SampleRun(folder.resolve("point"))
                        .with(copy(
                                ok, "point", List.of(new CellRecord.CurvePoint(1, 0.1, 1.0, 0.5, List.of())), timing))
                        .evidence(),
                new SampleRun(folder.resolve("start-only"))
                        .with(copy(ok, "start", List.of(new CellRecord.CurvePoint(0, 0.0, 1.0, 0.5, List.of())), null))
                        .evidence(),
                new SampleRun(folder.resolve("gaps"))
                        .with(copy(
                                ok,
                                "gaps",
                                List.of(
                                        new CellRecord.CurvePoint(0, 0, 1.0, null, List.of()),
                                        new CellRecord.CurvePoint(
                                                1, 0.1, null, 0.5, List.of(new CellRecord.Frequency(3, null))),
                                        new CellRecord.CurvePoint(2, 0.2, 0.4, null, List.of()),
                                        new CellRecord.CurvePoint(
                                                3, 0.3, 0.3, 0.0, List.of(new CellRecord.Frequency(3, 7.5))),
                                        new CellRecord.CurvePoint(4, 0.4, 0.3, 1e-12, List.of())),
                                timing))
                        .evidence(),
                new SampleRun(folder.resolve("many"))
                        .with(
                                IntStream.range(0, 20)
                                        .mapToObj(i -> "backend-" + i)
                                        .toList(),
                                5)
                        .evidence(),
                new SampleRun(folder.resolve("names")).with(hostileNames(), 1).evidence());
    }

    static List<String> hostileNames() {
        return List.of(
                "<script>document.title='owned'</script>",
                "\"quoted\" 'twice' &amp; <b>",
                "two\nlines\tand a tab",
                "\u202Eright to left\u202C \u05E9\u05DC\u05D5\u05DD",
                "\u591A\u5C3A\u5EA6\u7F51\u7EDC",
                "]]></script><!--");
    }
}
