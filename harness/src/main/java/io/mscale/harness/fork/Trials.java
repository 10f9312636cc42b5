package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.CanaryNoise;
import io.mscale.record.run.GpuPeak;
import io.mscale.record.run.MachinePeak;
import io.mscale.record.run.ProbeAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks short-lived workers what only a process of its own can safely find out, because a library may crash, a JVM may
 * not start, and this program does not include JMH.
 *
 * @param distribution the distribution with the workers
 * @param users the user's settings for workers, applied on top of a backend's
 */
public record Trials(Distribution distribution, WorkerSettings users) {

    /** The line a worker prints once it has started; must match the worker's own text. */
    private static final String STARTED = "mscale worker started";

    /** Lines that a JVM prints in addition to the actual error. */
    private static final Pattern PADDING = Pattern.compile("\\s*|#\\s*|Picked up .*|.*\\bwarning: .*"
            + "|Error: Could not create the Java Virtual Machine\\.|Error: A fatal exception has occurred.*");

    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration PROBE_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PEAK_PATIENCE = Duration.ofSeconds(60);
    private static final Duration JMH_PATIENCE = Duration.ofMinutes(1);

    /** Asked first for a GPU's peak, because it was written for GPUs. */
    private static final String MEASURES_FIRST = "cuda";

    /** Makes the command of a worker that may use a temporary folder. */
    private interface Commands {
        JavaCommand in(Path folder) throws IOException;
    }

    /** What a worker left behind. */
    private record Outcome(boolean inTime, int exitCode, String printed, String answer) {

        /** The answer's JSON as an object; empty if the worker gave no answer. */
        <T> Optional<T> answer(Class<T> type) throws IOException {
            return !answer.isEmpty() ? Optional.of(RecordJson.parse(answer, type)) : Optional.empty();
        }
    }

    private static Outcome run(Duration patience, Commands commands) throws IOException {
        Path folder = Files.createTempDirectory("mscale-trial");
        Path log = folder.resolve("worker.log");
        try (WorkerProcess worker = WorkerProcess.start(commands.in(folder), log)) {
            boolean inTime = worker.hasEndedWithin(patience);
            Path answer = folder.resolve(JavaCommand.ANSWER);
            return new Outcome(
                    inTime,
                    inTime ? worker.exitCode() : -1,
                    // A crashing library may print in any encoding.
                    new String(Files.readAllBytes(log), StandardCharsets.UTF_8),
                    // After a timeout the answer may be half-written.
                    inTime && Files.exists(answer) ? Files.readString(answer) : "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            delete(folder);
        }
    }

    /** Deletes a folder of files. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /**
     * Starts a JVM with the user's settings alone, because a backend may tell Java to ignore unknown options. Options
     * that Java rejects thus fail once at the start and not in every cell.
     *
     * @throws UsageException if a JVM does not start with them; the message is Java's
     */
    public void checkStart() throws IOException {
        checkStart(List.of(users));
    }

    /** Starts a JVM with each of the settings of the workers to be started, if they include any of the user's. */
    public void checkStart(List<WorkerSettings> ofWorkers) throws IOException {
        if (!users.equals(WorkerSettings.NONE)) {
            String option = users.jvmOptions().isEmpty() ? WorkerOptions.ENVIRONMENT : WorkerOptions.JAVA;
            for (WorkerSettings settings : ofWorkers) {
                checkStart(option, settings);
            }
        }
    }

    // The settings are for Java, so any distribution's worker will do.
    private static void checkStart(String option, WorkerSettings settings) throws IOException {
        Outcome outcome =
                run(START_PATIENCE, folder -> JavaCommand.startCheck(Distribution.ofThisProgram(), settings, folder));
        if (!outcome.inTime()) {
            throw new UsageException(
                    option + ": Java did not start with it within " + START_PATIENCE.toSeconds() + " s");
        }
        if (!outcome.printed().contains(STARTED)) {
            throw new UsageException(option + ": Java does not start a worker with "
                    + (settings.jvmOptions().isEmpty()
                            ? settings.environment()
                            : String.join(" ", settings.jvmOptions()))
                    + ": " + (outcome.exitCode() == 0 ? "it ends instead" : reason(outcome.printed())));
        }
    }

    /** Two lines, because "Error occurred during initialization of VM" is followed by the actual cause. */
    private static String reason(String printed) {
        return printed.lines()
                .filter(line -> !PADDING.matcher(line).matches())
                .limit(2)
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .collect(Collectors.joining(": "));
    }

    private Outcome ask(String main, Duration patience, FoundBackend found, Device device, int threads)
            throws IOException {
        WorkerSettings settings = found.workerSettings(device, threads, users);
        return run(patience, folder -> JavaCommand.ask(main, distribution, found, device, threads, settings, folder));
    }

    /** Probes a device with a usable backend: the backend's answer, or how its process died. */
    public Probe probe(FoundBackend found, Device device, int threads) {
        try {
            Outcome outcome = ask(JavaCommand.PROBE, PROBE_PATIENCE, found, device, threads);
            if (!outcome.inTime()) {
                return Probe.unavailable("the library did not answer within " + PROBE_PATIENCE.toSeconds() + " s");
            }
            String lastWords = Whereabouts.crash(outcome.printed())
                    .orElseGet(() -> outcome.printed().lines().reduce("nothing was printed", (before, line) -> line));
            return outcome.answer(ProbeAnswer.class)
                    .map(ProbeAnswer::probe)
                    .orElseGet(() -> Probe.unavailable(
                            "the process died with exit code " + outcome.exitCode() + ": " + lastWords));
        } catch (IOException | IllegalArgumentException e) {
            return Probe.unavailable("it could not be tried: " + e.getMessage());
        }
    }

    /**
     * The processor's peak performance with that many threads together, which takes a second or two: the rate of copies,
     * and that of arithmetic in each of these precisions. Nothing depends on it, so failures only leave it without numbers.
     */
    public MachinePeak machinePeak(int threads, List<Precision> precisions) {
        try {
            return run(PEAK_PATIENCE, folder -> JavaCommand.machine(distribution, threads, precisions, folder))
                    .answer(MachinePeak.class)
                    .orElse(MachinePeak.notMeasured(threads));
        } catch (IOException | UsageException e) {
            return MachinePeak.notMeasured(threads);
        }
    }

    /** How much readings of a canary on so many threads scatter. Failures only leave it without numbers. */
    public CanaryNoise canaryNoise(int threads) {
        try {
            return run(PEAK_PATIENCE, folder -> JavaCommand.canary(distribution, threads, folder))
                    .answer(CanaryNoise.class)
                    .orElse(CanaryNoise.notMeasured(threads));
        } catch (IOException | UsageException e) {
            return CanaryNoise.notMeasured(threads);
        }
    }

    /**
     * The peak performance of a GPU, measured by the first backend that succeeds. Nothing depends on it, so failures
     * only leave it empty.
     *
     * @param preferred ids of the backends to try before the rest
     */
    public Optional<GpuPeak> devicePeak(Backends backends, Collection<String> preferred, Device device, int threads) {
        return measuring(backends, preferred, device).stream()
                .map(found -> devicePeak(found, device, threads))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The backends that can measure a device, in the order to try them. */
    static List<FoundBackend> measuring(Backends backends, Collection<String> preferred, Device device) {
        return backends.usable().stream()
                .filter(backend -> backend.measuresPeak(device.kind()))
                .sorted(Comparator.comparingInt((FoundBackend backend) ->
                        backend.id().equals(MEASURES_FIRST) ? 0 : preferred.contains(backend.id()) ? 1 : 2))
                .toList();
    }

    private Optional<GpuPeak> devicePeak(FoundBackend found, Device device, int threads) {
        try {
            return ask(JavaCommand.DEVICE_PEAK, PEAK_PATIENCE, found, device, threads)
                    .answer(DevicePeak.class)
                    .filter(peak -> !peak.equals(new DevicePeak(null, null, null)))
                    .map(peak -> GpuPeak.of(device.toString(), found.id(), peak));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Has JMH check its options without measuring.
     *
     * @return what JMH prints if the options ask for information, such as its help; empty if they are for measuring
     * @throws UsageException if JMH rejects them; the message is JMH's
     * @throws IOException if JMH could not be run
     */
    public static String jmh(Distribution distribution, JmhWords words) throws IOException {
        Outcome outcome = run(JMH_PATIENCE, folder -> JavaCommand.jmhCheck(distribution, words));
        if (!outcome.inTime()) {
            throw new IOException("JMH did not look at its options within " + JMH_PATIENCE.toSeconds() + " s");
        }
        if (outcome.exitCode() != 0) {
            JmhLog log = new JmhLog(outcome.printed());
            throw new UsageException(log.problem()
                    .orElse(JmhLog.PREFIX + "its process died with exit code " + outcome.exitCode() + ": "
                            + log.lastLine()));
        }
        return outcome.printed();
    }
}
