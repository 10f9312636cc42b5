package io.mscale.worker.bench;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.work.FlopCount;
import io.mscale.worker.ParentWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures a cell with JMH, whose forks inherit this JVM's class path, options and environment. Arguments: the cell's
 * folder, which contains {@code spec.json}, then JMH options. Writes {@code jmh-result.json} to that folder with the
 * results of all benchmarks that succeeded. With {@value #CHECK} in place of the folder the options are only validated.
 *
 * <p>The exit code is 0 on success. Otherwise the last line that begins with {@value #MESSAGE} states the problem.
 */
public final class JmhMain {

    private static final String CHECK = "--check";
    private static final String MESSAGE = "JMH: ";

    /** Few machines reach less on any network; on those an iteration contains fewer operations, but at least one. */
    private static final double PESSIMISTIC_FLOPS_PER_SECOND = 20e9;

    /** Averages over several operations at a total time that stays bearable for slow networks. */
    private static final int OPERATIONS = 5;

    /** Half a second keeps timer and scheduler effects small, and the 8 iterations of both benchmarks within 8 s. */
    private static final double LEAST_SECONDS = 0.5;

    private JmhMain() {}

    public static void main(String[] args) throws IOException {
        ParentWatch watch = ParentWatch.start();
        List<String> words = List.of(args).subList(1, args.length);
        List<String> problems = args[0].equals(CHECK)
                ? check(words)
                : measureAlone(new CellFolder(Path.of(args[0])), JmhRequest.of(words));
        problems.forEach(problem -> System.out.println(MESSAGE + problem));
        System.out.flush();
        // Without forks, native thread pools of the backend may keep the JVM alive.
        watch.exit(problems.isEmpty() ? 0 : 1);
    }

    private static List<String> check(List<String> words) throws IOException {
        try {
            JmhRequest request = JmhRequest.of(words);
            if (!request.tell()) {
                request.check();
            }
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(JmhProblem.words(e));
        }
    }

    @SuppressWarnings("try") // the lock only has to be held
    private static List<String> measureAlone(CellFolder folder, JmhRequest request) throws IOException {
        try (JmhLock lock = JmhLock.acquire()) {
            return measure(folder, request);
        }
    }

    /** Runs each benchmark separately, so that a failure does not lose the results of the others. */
    private static List<String> measure(CellFolder folder, JmhRequest request) throws IOException {
        CellSpec spec = RecordJson.readSpec(folder.spec());
        TimeValue iteration = iteration(spec, medianStep(folder));
        Collection<RunResult> results = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String benchmark : request.benchmarks()) {
            try {
                Collection<RunResult> measured = new Runner(request.options(benchmark, folder.spec(), iteration)).run();
                results.addAll(measured);
                if (measured.isEmpty()) {
                    problems.add(name(benchmark) + ": no result");
                }
            } catch (RunnerException e) {
                e.printStackTrace(System.out);
                problems.add(
                        JmhProblem.isOfTheLock(e) ? JmhProblem.words(e) : name(benchmark) + ": " + JmhProblem.words(e));
            }
        }
        if (!results.isEmpty()) {
            AtomicFile.write(folder.jmhResult(), json(results));
        }
        return problems.stream().distinct().toList();
    }

    /** Returns the median step of the cell's training, if it was trained. */
    private static OptionalDouble medianStep(CellFolder folder) throws IOException {
        if (!Files.exists(folder.record())) {
            return OptionalDouble.empty();
        }
        CellRecord cell = RecordJson.readCell(folder.record());
        return cell.timing() == null || cell.timing().step() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(cell.timing().step().median());
    }

    /** The default duration of an iteration: long enough for several operations of either benchmark. */
    static TimeValue iteration(CellSpec spec, OptionalDouble stepSeconds) {
        FlopCount flops = FlopCount.of(spec.network().spec(), spec.training().loss());
        double step = flops.perStep(spec.samplesPerStep());
        double prediction = (double) flops.forwardPerSample() * spec.training().testSize();
        double secondsPerStep = stepSeconds.orElse(step / PESSIMISTIC_FLOPS_PER_SECOND);
        double longest = secondsPerStep * Math.max(1, prediction / step);
        return TimeValue.milliseconds((long) Math.ceil(1e3 * Math.max(LEAST_SECONDS, OPERATIONS * longest)));
    }

    private static String name(String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static String json(Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .writeOut(results);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
