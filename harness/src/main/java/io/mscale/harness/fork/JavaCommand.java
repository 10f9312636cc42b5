package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Distribution;
import io.mscale.record.cell.CellFolder;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line and environment of a worker JVM, which loads at most one backend. Its class path consists of the
 * jars of one of the program's folders, then the backend's, those for the device, and those of a third-party task.
 */
public final class JavaCommand {

    private static final String WORKER_MAIN = "io.mscale.worker.WorkerMain";
    private static final String PROBE_MAIN = "io.mscale.worker.ProbeMain";
    private static final String DEVICE_PEAK_MAIN = "io.mscale.worker.DevicePeakMain";
    private static final String MACHINE_MAIN = "io.mscale.worker.machine.MachineMain";
    private static final String JMH_MAIN = "io.mscale.worker.bench.JmhMain";
    private static final String TCK_MAIN = "io.mscale.tck.TckMain";
    private static final String START_CHECK_MAIN = "io.mscale.worker.StartCheckMain";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /**
     * {@code -Xbatch}: wait for the compiler instead of interpreting meanwhile. {@code UseAVX=3}: Java avoids 512-bit
     * vectors on some x86 processors that have them, whereas native libraries use them; other processors ignore the
     * option.
     */
    private static final List<String> MACHINE_OPTIONS =
            List.of("-Xbatch", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=3");

    private final List<String> java = new ArrayList<>();
    private final List<Path> classPath;
    private final List<String> main = new ArrayList<>();
    private final Map<String, String> environment;

    private JavaCommand(List<Path> classPath, List<String> jvmOptions, WorkerSettings settings, String main) {
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(jvmOptions);
        NativeHome.ofThisProcess().map(NativeHome::javaOptions).ifPresent(java::addAll);
        java.addAll(settings.withCollector().jvmOptions());
        this.classPath = List.copyOf(classPath);
        this.main.add(main);
        this.environment = settings.environment();
    }

    /** The worker that trains a cell. */
    public static JavaCommand worker(
            Distribution distribution, Plugins plugins, Device device, WorkerSettings settings, Path cellFolder)
            throws IOException {
        List<String> options = new ArrayList<>(quietJvm(cellFolder));
        options.add("-Dmscale.launchedAt=" + System.currentTimeMillis());
        options.addAll(external(plugins.backend()));
        if (plugins.backend().isExternal()) {
            options.add("-Dmscale.exchange=" + new CellFolder(cellFolder.toAbsolutePath()).exchange());
        }
        List<Path> classPath = classPath(distribution.worker(), plugins, device);
        return new JavaCommand(classPath, options, settings, WORKER_MAIN).with(cellFolder.toString());
    }

    /**
     * The worker that probes a device and writes its answer to a file.
     *
     * @param scratch a folder for crash files
     */
    public static JavaCommand probe(
            Distribution distribution,
            BackendFolder backend,
            String id,
            Device device,
            int threads,
            WorkerSettings settings,
            Path scratch,
            Path result)
            throws IOException {
        List<Path> classPath = classPath(distribution.worker(), Plugins.of(backend), device);
        List<String> options = new ArrayList<>(quietJvm(scratch));
        options.addAll(external(backend));
        return new JavaCommand(classPath, options, settings, PROBE_MAIN)
                .with(id, device.toString(), Integer.toString(threads), result.toString());
    }

    /**
     * The worker that has a backend measure a device's peak and writes the answer to a file.
     *
     * @param backend a backend in Java
     * @param scratch a folder for crash files
     */
    static JavaCommand devicePeak(
            Distribution distribution,
            BackendFolder backend,
            String id,
            Device device,
            int threads,
            WorkerSettings settings,
            Path scratch,
            Path result)
            throws IOException {
        List<Path> classPath = classPath(distribution.worker(), Plugins.of(backend), device);
        return new JavaCommand(classPath, quietJvm(scratch), settings, DEVICE_PEAK_MAIN)
                .with(id, device.toString(), Integer.toString(threads), result.toString());
    }

    /**
     * JMH on a cell. Its forks inherit this command's class path, options and environment, which match the cell's
     * worker.
     */
    public static JavaCommand jmh(
            Distribution distribution,
            Plugins plugins,
            Device device,
            WorkerSettings settings,
            Path cellFolder,
            JmhWords words)
            throws IOException {
        List<String> options = new ArrayList<>(quietJvm(cellFolder));
        options.add("-Dmscale.watchParent=true");
        options.addAll(external(plugins.backend()));
        options.addAll(words.jvmOptions());
        List<Path> classPath = classPath(distribution.worker(), plugins, device);
        return new JavaCommand(classPath, options, settings, JMH_MAIN)
                .with(cellFolder.toString())
                .with(words.options().toArray(String[]::new));
    }

    /** JMH in a mode that only checks its options. Loads no backend. */
    public static JavaCommand jmhCheck(Distribution distribution, JmhWords words) throws IOException {
        List<String> options = new ArrayList<>(quietJvm());
        options.addAll(words.jvmOptions());
        return new JavaCommand(programJars(distribution.worker()), options, WorkerSettings.NONE, JMH_MAIN)
                .with("--check")
                .with(words.options().toArray(String[]::new));
    }

    /**
     * The worker that measures the machine's peak and writes the answer to a file. Loads no backend.
     *
     * @param scratch a folder for crash files
     */
    public static JavaCommand machine(Distribution distribution, int threads, Path scratch, Path result)
            throws IOException {
        List<String> options = new ArrayList<>(quietJvm(scratch));
        options.addAll(MACHINE_OPTIONS);
        if (ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()) {
            options.addAll(List.of("--add-modules", VECTOR_MODULE));
        }
        return new JavaCommand(programJars(distribution.worker()), options, WorkerSettings.NONE, MACHINE_MAIN)
                .with(Integer.toString(threads), result.toString());
    }

    /** The conformance kit. An external backend also needs the worker's jars, which drive its program. */
    public static JavaCommand tck(
            Distribution distribution,
            BackendFolder backend,
            String id,
            Device device,
            int threads,
            WorkerSettings settings)
            throws IOException {
        List<Path> classPath = new ArrayList<>(classPath(distribution.tck(), Plugins.of(backend), device));
        List<String> options = new ArrayList<>(quietJvm());
        if (backend.isExternal()) {
            classPath.addAll(programJars(distribution.worker()));
            options.addAll(external(backend));
        }
        return new JavaCommand(classPath, options, settings, TCK_MAIN)
                .with("--backend", id, "--device", device.toString(), "--threads", Integer.toString(threads));
    }

    /**
     * A worker that reports that it has started and exits, to test whether a JVM accepts the settings. Loads no
     * backend.
     *
     * @param scratch a folder for crash files
     */
    static JavaCommand startCheck(Distribution distribution, WorkerSettings settings, Path scratch) throws IOException {
        return new JavaCommand(programJars(distribution.worker()), quietJvm(scratch), settings, START_CHECK_MAIN);
    }

    /** The command line. */
    public List<String> words() {
        return words(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** The command line with the class path taken from a jar's manifest. */
    List<String> words(ClassPathJar jar) {
        return words(jar.path().toString());
    }

    private List<String> words(String ofClassPath) {
        List<String> words = new ArrayList<>(java);
        words.add("-cp");
        words.add(ofClassPath);
        words.addAll(main);
        return words;
    }

    /** Absolute paths of the jars on the class path. */
    List<Path> classPath() {
        return classPath;
    }

    /** Variables set for the worker on top of the inherited ones. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Options that tell a JVM that its backend is an external program; JMH's forks inherit them. */
    private static List<String> external(BackendFolder backend) {
        return backend.isExternal()
                ? List.of("-Dmscale.external=" + backend.path().toAbsolutePath())
                : List.of();
    }

    private JavaCommand with(String... arguments) {
        main.addAll(List.of(arguments));
        return this;
    }

    private static List<String> quietJvm() {
        return List.of("-XX:-UsePerfData");
    }

    /**
     * As {@link #quietJvm()}, but crash files go to a folder instead of the working directory.
     *
     * @param folder the folder for crash files
     */
    private static List<String> quietJvm(Path folder) {
        return List.of("-XX:-UsePerfData", "-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    }

    private static List<Path> classPath(Path programFolder, Plugins plugins, Device device) throws IOException {
        return Stream.concat(programJars(programFolder).stream(), plugins.jars(device.kind()).stream())
                .map(Path::toAbsolutePath)
                .toList();
    }

    private static List<Path> programJars(Path folder) throws IOException {
        List<Path> jars = Distribution.jars(folder);
        if (jars.isEmpty()) {
            throw new UsageException("the distribution is incomplete: there is no jar in " + folder);
        }
        return jars.stream().map(Path::toAbsolutePath).toList();
    }
}
