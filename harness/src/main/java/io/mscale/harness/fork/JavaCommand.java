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
 * How a worker is started: the command line of a JVM that loads one backend at most, and its environment. Its class path is the
 * jars of one of the program's folders, then the backend's, those its device needs, and the task's if a third party made it.
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
     * Compiled code must be there when it is asked for, not some time later. Java leaves 512-bit vectors alone on some
     * x86 processors that have them; libraries use them there. A processor that lacks them, or is another kind, ignores it.
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
     * The worker that tries a device and writes what it found to a file.
     *
     * @param scratch a folder for what it leaves if it dies
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
     * The worker that lets a backend measure a device and writes what it found to a file.
     *
     * @param backend a backend in Java
     * @param scratch a folder for what it leaves if it dies
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

    /** JMH on a cell. Its forks inherit the class path, the options and the environment: they are the cell's worker's. */
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

    /** JMH that only looks at its options. It meets no backend. */
    public static JavaCommand jmhCheck(Distribution distribution, JmhWords words) throws IOException {
        List<String> options = new ArrayList<>(quietJvm());
        options.addAll(words.jvmOptions());
        return new JavaCommand(programJars(distribution.worker()), options, WorkerSettings.NONE, JMH_MAIN)
                .with("--check")
                .with(words.options().toArray(String[]::new));
    }

    /**
     * The worker that measures the machine and writes what it found to a file. It meets no backend.
     *
     * @param scratch a folder for what it leaves if it dies
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

    /** The conformance kit; that a program is a backend is the worker's doing, whose jars join the kit's. */
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
     * A worker that says that it has started, and ends: whether a JVM takes the settings. It loads no backend.
     *
     * @param scratch a folder for what it leaves if it dies
     */
    static JavaCommand startCheck(Distribution distribution, WorkerSettings settings, Path scratch) throws IOException {
        return new JavaCommand(programJars(distribution.worker()), quietJvm(scratch), settings, START_CHECK_MAIN);
    }

    /** The words of the command. */
    public List<String> words() {
        return words(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** The words of the command with a class path that a jar names. */
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

    /** Absolute paths of the jars that the worker's classes are looked for in. */
    List<Path> classPath() {
        return classPath;
    }

    /** The variables that are set for the worker, beside what it inherits. */
    public Map<String, String> environment() {
        return environment;
    }

    /** What tells a JVM that its backend is a program; JMH's forks inherit it. */
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
     * The same for a JVM that leaves nothing in the folder it is started in.
     *
     * @param folder a folder for what it leaves if it dies
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
