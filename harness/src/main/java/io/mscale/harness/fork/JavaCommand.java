package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.support.FailureText;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellSpec;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line and environment of a worker JVM, which loads at most one backend. Its class path consists of the
 * jars of one of the program's folders, then the backend's, those for the device, and those of a third-party task.
 */
public final class JavaCommand {

    static final String PROBE = "io.mscale.worker.ProbeMain";
    static final String DEVICE_PEAK = "io.mscale.worker.DevicePeakMain";

    private static final String TCK = "io.mscale.tck.TckMain";

    /** The file in a temporary folder to which a worker writes its answer. */
    static final String ANSWER = "answer.json";

    /** The points in the temporary folder of a worker that predicts, and what it writes. */
    static final String POINTS = "x.npy";

    static final String PREDICTION = "y.npy";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /**
     * {@code -Xbatch}: wait for the compiler instead of interpreting meanwhile. {@code UseAVX=3}: Java avoids 512-bit
     * vectors on some x86 processors that have them, whereas native libraries use them; other processors ignore the
     * option.
     */
    private static final String[] MACHINE_OPTIONS = {"-Xbatch", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=3"};

    private final String main;
    private final List<Path> classPath;
    private final WorkerSettings settings;
    private final List<String> options = new ArrayList<>(List.of("-XX:-UsePerfData"));
    private final List<String> arguments = new ArrayList<>();

    private JavaCommand(String main, List<Path> classPath, WorkerSettings settings) {
        this.main = main;
        this.classPath = classPath;
        this.settings = settings;
    }

    /** A command that loads no backend. */
    private static JavaCommand alone(String main, Distribution distribution, WorkerSettings settings)
            throws IOException {
        return new JavaCommand(main, programJars(distribution.worker()), settings);
    }

    private static JavaCommand withPlugins(
            String main, Path programFolder, Plugins plugins, Device device, WorkerSettings settings)
            throws IOException {
        List<Path> classPath = new ArrayList<>(programJars(programFolder));
        classPath.addAll(absolute(plugins.backend().jars(device.kind())));
        classPath.addAll(absolute(plugins.taskJars()));
        JavaCommand command = new JavaCommand(main, classPath, settings);
        // JMH's forks inherit it.
        return plugins.backend().isExternal()
                ? command.options(
                        "-Dmscale.external=" + plugins.backend().path().toAbsolutePath())
                : command.options(
                        "-D" + FailureText.FOLDER + "=" + plugins.backend().path());
    }

    private JavaCommand options(String... words) {
        options.addAll(Arrays.asList(words));
        return this;
    }

    /** Directs crash files to a folder instead of the working directory. */
    private JavaCommand crashingInto(Path folder) {
        return options("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    }

    private JavaCommand arguments(String... words) {
        arguments.addAll(Arrays.asList(words));
        return this;
    }

    private static JavaCommand forCell(
            String main, Distribution distribution, Plugins plugins, CellSpec cell, Path cellFolder)
            throws IOException {
        return withPlugins(main, distribution.worker(), plugins, cell.device(), cell.worker())
                .crashingInto(cellFolder)
                .arguments(cellFolder.toString());
    }

    /** The worker that trains a cell. */
    public static JavaCommand worker(Distribution distribution, Plugins plugins, CellSpec cell, Path cellFolder)
            throws IOException {
        JavaCommand command = forCell("io.mscale.worker.WorkerMain", distribution, plugins, cell, cellFolder)
                .options("-Dmscale.launchedAt=" + System.currentTimeMillis());
        return plugins.backend().isExternal()
                ? command.options("-Dmscale.exchange=" + new CellFolder(cellFolder.toAbsolutePath()).exchange())
                : command;
    }

    /**
     * A worker that asks a backend about a device and answers in a temporary folder.
     *
     * @param main {@link #PROBE} or {@link #DEVICE_PEAK}
     */
    static JavaCommand ask(
            String main,
            Distribution distribution,
            FoundBackend found,
            Device device,
            int threads,
            WorkerSettings settings,
            Path folder)
            throws IOException {
        return withPlugins(main, distribution.worker(), Plugins.of(found.folder()), device, settings)
                .crashingInto(folder)
                .arguments(found.id(), device.toString(), Integer.toString(threads), answer(folder));
    }

    /** A worker that evaluates a trained network; points, prediction and answer are in a temporary folder. */
    static JavaCommand predict(
            Distribution distribution,
            FoundBackend found,
            PredictionRequest request,
            WorkerSettings settings,
            Path folder)
            throws IOException {
        return withPlugins(
                        "io.mscale.worker.PredictMain",
                        distribution.worker(),
                        Plugins.of(found.folder()),
                        request.device(),
                        settings)
                .crashingInto(folder)
                .arguments(found.id(), request.device().toString(), Integer.toString(request.threads()))
                .arguments(request.precision().id())
                .arguments(request.cell().path().toAbsolutePath().toString())
                .arguments(
                        folder.resolve(POINTS).toString(),
                        folder.resolve(PREDICTION).toString(),
                        answer(folder));
    }

    /**
     * JMH on a cell. Its forks inherit this command's class path, options and environment, which match the cell's
     * worker.
     */
    public static JavaCommand jmh(
            Distribution distribution, Plugins plugins, CellSpec cell, Path cellFolder, JmhWords words)
            throws IOException {
        return forCell("io.mscale.worker.bench.JmhMain", distribution, plugins, cell, cellFolder)
                .options("-Dmscale.watchParent=true")
                .options(words.jvmOptions().toArray(String[]::new))
                .arguments(words.options().toArray(String[]::new));
    }

    /** JMH in a mode that only checks its options. */
    static JavaCommand jmhCheck(Distribution distribution, JmhWords words) throws IOException {
        return alone("io.mscale.worker.bench.JmhMain", distribution, WorkerSettings.NONE)
                .options(words.jvmOptions().toArray(String[]::new))
                .arguments("--check")
                .arguments(words.options().toArray(String[]::new));
    }

    /** The worker that measures the machine's peak in these precisions and answers in a temporary folder. */
    static JavaCommand machine(Distribution distribution, int threads, List<Precision> precisions, Path folder)
            throws IOException {
        JavaCommand command = alone("io.mscale.worker.machine.MachineMain", distribution, WorkerSettings.NONE)
                .crashingInto(folder)
                .options(MACHINE_OPTIONS)
                .arguments(Integer.toString(threads), answer(folder))
                .arguments(precisions.stream().map(Precision::id).toArray(String[]::new));
        return ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()
                ? command.options("--add-modules", VECTOR_MODULE)
                : command;
    }

    /** Reads a canary for two seconds. */
    static JavaCommand canary(Distribution distribution, int threads, Path folder) throws IOException {
        return alone("io.mscale.worker.CanaryMain", distribution, WorkerSettings.NONE)
                .crashingInto(folder)
                .arguments(Integer.toString(threads), answer(folder));
    }

    /** The conformance kit. An external backend also needs the worker's jars, which drive its program. */
    public static JavaCommand tck(
            Distribution distribution, FoundBackend found, Device device, int threads, WorkerSettings settings)
            throws IOException {
        requireKit(distribution);
        BackendFolder backend = found.folder();
        List<Path> drivers = backend.isExternal() ? programJars(distribution.worker()) : List.of();
        return withPlugins(TCK, distribution.tck(), new Plugins(backend, drivers), device, settings)
                .arguments("--backend", found.id())
                .arguments("--device", device.toString(), "--threads", Integer.toString(threads));
    }

    /** The conformance kit for a task, on the worker's class path. */
    public static JavaCommand taskTck(
            Distribution distribution, String task, List<Path> taskJars, WorkerSettings settings) throws IOException {
        requireKit(distribution);
        List<Path> classPath = new ArrayList<>(programJars(distribution.tck()));
        classPath.addAll(programJars(distribution.worker()));
        classPath.addAll(absolute(taskJars));
        return new JavaCommand(TCK, classPath, settings).arguments("--task", task);
    }

    private static void requireKit(Distribution distribution) {
        Distribution.requirePart("the conformance kit", distribution.tck());
    }

    /**
     * Makes a conformance kit configure its task.
     *
     * @param words the option as the user wrote it
     */
    public void choosing(String words, String name, String value) {
        arguments("--choice", name + "=" + value, "--written", name + "=" + words);
    }

    /** Makes a conformance kit tell where it is, and keep its temporary files in a folder. */
    JavaCommand reportingTo(Path journal, Path temporary, Duration ruleTimeout, boolean isTerminal) {
        return options("-Djava.io.tmpdir=" + temporary)
                .arguments("--journal", journal.toString())
                .arguments(
                        "--rule-timeout",
                        BigDecimal.valueOf(ruleTimeout.toMillis(), 3).toPlainString())
                .arguments("--rewrites-lines", Boolean.toString(isTerminal));
    }

    /** A worker that reports that it has started and exits, to test whether a JVM accepts the settings. */
    static JavaCommand startCheck(Distribution distribution, WorkerSettings settings, Path folder) throws IOException {
        return alone("io.mscale.worker.StartCheckMain", distribution, settings).crashingInto(folder);
    }

    private static String answer(Path folder) {
        return folder.resolve(ANSWER).toString();
    }

    /** The command line. */
    public List<String> words() {
        return words(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** The command line with another class path, such as a jar whose manifest lists the actual one. */
    List<String> words(String ofClassPath) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        NativeHome.ofThisProcess().map(NativeHome::javaOptions).ifPresent(words::addAll);
        words.addAll(settings.withCollector().jvmOptions());
        words.addAll(List.of("-cp", ofClassPath, main));
        words.addAll(arguments);
        return words;
    }

    /** Absolute paths of the jars on the class path. */
    List<Path> classPath() {
        return classPath;
    }

    /** Variables set for the worker on top of the inherited ones. */
    Map<String, String> environment() {
        return settings.environment();
    }

    private static List<Path> programJars(Path folder) throws IOException {
        List<Path> jars = Distribution.jars(folder);
        if (jars.isEmpty()) {
            throw new UsageException("the distribution is incomplete: there is no jar in " + folder);
        }
        return absolute(jars);
    }

    private static List<Path> absolute(List<Path> jars) {
        return jars.stream().map(Path::toAbsolutePath).toList();
    }
}
