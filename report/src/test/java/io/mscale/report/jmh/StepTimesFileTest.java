package io.mscale.report.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.Machine;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepTimesFileTest {

    private static final String STEP = "io.mscale.worker.training.TrainingLoop.step";

    private static final List<String> JVM_ARGS = List.of("-Xmx1g");

    @RegisterExtension
    private final Locales locales = new Locales();

    /** A run on the virtual machine that {@link JmhItself} names. */
    private static RunRecord run(CellRecord... cells) {
        RunRecord run = Samples.run(cells);
        RunRecord.Environment machine = RunRecord.Environment.of(
                new Machine("Linux 6", "amd64", "A CPU", 2, null, "OpenJDK 64-Bit Server VM 17.0.1+12-LTS"));
        return new RunRecord(
                run.schema(),
                run.runId(),
                run.tool(),
                run.startedAt(),
                run.finishedAt(),
                run.study(),
                run.command(),
                machine,
                run.cells());
    }

    private static Evidence evidence(CellRecord... cells) {
        return Evidence.of(Samples.FOLDER, run(cells));
    }

    private static CellRecord cell(String backend, int repeat, List<Double> seconds) {
        return Samples.withSteps(Samples.ok(backend, "multi", repeat, 0.5), seconds.toArray(new Double[0]));
    }

    private static Map<String, String> params(String backend) {
        return Map.of(
                "backend", backend,
                "device", "cpu",
                "task", "fit1d",
                "variant", "multi",
                "preset", "quick",
                "precision", "float32",
                "threads", "2");
    }

    /** Step times of all lengths: forks of none of JMH's special cases, and those of each. */
    static Stream<List<List<Double>>> forks() {
        Random random = new Random(42);
        List<Double> many = random.doubles(2500, 1e-5, 3).boxed().toList();
        return Stream.of(
                List.of(List.of(0.125)),
                List.of(List.of(0.125, 0.25)),
                List.of(List.of(0.125), List.of(0.25)),
                List.of(List.of(0.25, 0.0625, 0.125)),
                List.of(List.of(0.5, 0.5, 0.5)),
                List.of(List.of(3.3e-7, 4.1e-7, 5.9e-7, 3.2e-7, 7.7e-7)),
                List.of(List.of(1e-3, 2e-3), List.of(0.1, 0.2, 0.3), List.of(7.0)),
                List.of(many),
                List.of(many.subList(0, 100), many.subList(100, 199)));
    }

    @ParameterizedTest
    @MethodSource("forks")
    void of_samples_isWhatJmhWrites(List<List<Double>> forks) throws IOException {
        CellRecord[] repeats = IntStream.range(0, forks.size())
                .mapToObj(i -> cell("ejml", i + 1, forks.get(i)))
                .toArray(CellRecord[]::new);
        assertSame(
                StepTimesFile.of(evidence(repeats)).orElseThrow(),
                JmhItself.json(JmhItself.benchmark(STEP, params("ejml"), JVM_ARGS, forks)));
    }

    @Test
    void of_severalEntries_isWhatJmhWrites() throws IOException {
        List<Double> steps = List.of(0.25, 0.5, 1.0);
        assertSame(
                StepTimesFile.of(evidence(cell("ejml", 1, steps), cell("djl", 1, List.of(0.125))))
                        .orElseThrow(),
                JmhItself.json(
                        JmhItself.benchmark(STEP, params("ejml"), JVM_ARGS, List.of(steps)),
                        JmhItself.benchmark(STEP, params("djl"), JVM_ARGS, List.of(List.of(0.125)))));
    }

    @Test
    void of_severalRuns_isWhatJmhWritesWithOneMoreParameter() throws IOException {
        Map<String, String> monday = new TreeMap<>(params("ejml"));
        monday.put("run", "monday");
        Map<String, String> tuesday = new TreeMap<>(params("ejml"));
        tuesday.put("run", "tuesday");
        List<Double> steps = List.of(0.25, 0.5, 1.0);
        CellRecord cell = cell("ejml", 1, steps);
        assertSame(
                StepTimesFile.of(SampleEvidence.twoRuns(run(cell), run(cell))).orElseThrow(),
                JmhItself.json(
                        JmhItself.benchmark(STEP, monday, JVM_ARGS, List.of(steps)),
                        JmhItself.benchmark(STEP, tuesday, JVM_ARGS, List.of(steps))));
    }

    @Test
    void of_hostileNames_areWhatJmhWrites() throws IOException {
        String name = "\"q\" \\n <script> [x]{y}, a;b & | \u202e深 \u05d0";
        assertSame(
                StepTimesFile.of(evidence(cell(name, 1, List.of(0.25)))).orElseThrow(),
                JmhItself.json(JmhItself.benchmark(STEP, params(name), JVM_ARGS, List.of(List.of(0.25)))));
    }

    @Test
    void of_lineBreakInAName_staysInItsString() throws IOException {
        String json =
                StepTimesFile.of(evidence(cell("a\n\u0007b", 1, List.of(0.25)))).orElseThrow();
        assertThat(json).doesNotContain("a\n").contains("\"a\\n\\u0007b\"");
        assertThat((List<?>) RecordJson.parse(json, List.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void of_repeatsAndFailures_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                StepTimesFileTest.class,
                "step-times.jmh.json",
                StepTimesFile.of(evidence(
                                // all alike: the last digit of Student's t may differ between machines
                                Samples.withSteps(Samples.ok("ejml", "single", 0.5), 0.125, 0.125, 0.125),
                                cell("ejml", 1, List.of(0.25)),
                                cell("ejml", 2, List.of(0.5)),
                                Samples.failed("ejml", CellStatus.TIMEOUT, "took longer"),
                                Samples.failed("djl", CellStatus.CRASHED, null)))
                        .orElseThrow());
    }

    @Test
    void of_cellsWhoseTimesDoNotCount_leavesThemOut() throws IOException {
        CellRecord.Parity failed = new CellRecord.Parity(5, 0.3, 1e-5, 1e-6, false);
        String json = StepTimesFile.of(evidence(
                        cell("ejml", 1, List.of(0.5)),
                        Samples.withParity(cell("ejml", 2, List.of(0.25)), failed),
                        Samples.withParity(cell("wrong", 1, List.of(0.25)), failed),
                        Samples.withStatus(cell("ejml", 3, List.of(0.125)), CellStatus.INTERRUPTED),
                        cell("untimed", 1, List.of())))
                .orElseThrow();
        assertThat(leaves(json))
                .containsEntry("$[0].params.backend", "ejml")
                .containsEntry("$[0].forks", 1)
                .containsEntry("$[0].primaryMetric.score", 500.0)
                .doesNotContainKey("$[1].forks");
    }

    @Test
    void of_nothingTimed_isEmpty() throws IOException {
        assertThat(StepTimesFile.of(evidence())).isEmpty();
        assertThat(StepTimesFile.of(evidence(Samples.failed("ejml", CellStatus.CRASHED, null))))
                .isEmpty();
    }

    /** Same fields in the same order, same words, same numbers up to rounding. */
    private static void assertSame(String ours, String jmhs) throws IOException {
        Map<String, Object> expected = leaves(jmhs);
        Map<String, Object> found = leaves(ours);
        assertThat(List.copyOf(found.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        expected.forEach((path, value) -> {
            if (value instanceof Double number) {
                assertThat(found.get(path)).as(path).isInstanceOfSatisfying(Double.class, own -> assertThat(own)
                        .as(path)
                        .isCloseTo(number, within(Math.abs(number) * 1e-9)));
            } else {
                assertThat(found.get(path)).as(path).isEqualTo(value);
            }
        });
    }

    /** The values in a text by their places, in the order of the text. What is empty is a value too. */
    private static Map<String, Object> leaves(String json) throws IOException {
        Map<String, Object> leaves = new LinkedHashMap<>();
        collect("$", RecordJson.parse(json, Object.class), leaves);
        return leaves;
    }

    private static void collect(String path, Object node, Map<String, Object> leaves) {
        if (node instanceof Map<?, ?> fields && !fields.isEmpty()) {
            fields.forEach((name, value) -> collect(path + "." + name, value, leaves));
        } else if (node instanceof List<?> elements && !elements.isEmpty()) {
            IntStream.range(0, elements.size()).forEach(i -> collect(path + "[" + i + "]", elements.get(i), leaves));
        } else {
            leaves.put(path, node);
        }
    }
}
