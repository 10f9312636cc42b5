package io.mscale.backend.nd4j;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;
import io.mscale.api.support.Glibc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Loads ND4J for a device and reports the result. ND4J loads once per JVM, so later probes are cheap. */
final class DeviceProbe {

    private static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";
    private static final String CPU_BACKEND = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";
    private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";
    private static final String ND4J = version("org.nd4j", "nd4j-api");
    private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

    private final Device device;
    private final int threads;

    DeviceProbe(Device device, int threads) {
        this.device = device;
        this.threads = threads;
    }

    Probe run() {
        String missing = Glibc.obstacle("ND4J").orElseGet(this::missing);
        if (missing != null) {
            return Probe.unavailable(missing);
        }
        try {
            return device.kind() == Device.Kind.CPU ? cpu() : gpu();
        } catch (RuntimeException | LinkageError e) {
            return Probe.unavailable(reason(e));
        }
    }

    private @Nullable String missing() {
        if (device.kind() == Device.Kind.CPU) {
            return isThere(CPU_BACKEND)
                    ? null
                    : "ND4J's CPU library is missing: put nd4j-native-" + ND4J
                            + ".jar and its natives for this platform into the backend's folder 'cpu'";
        }
        if (!isThere(CUDA_BACKEND)) {
            return "ND4J's CUDA library is missing: put the nd4j-cuda jars of version " + ND4J
                    + ", with their natives, into the backend's folder 'gpu'";
        }
        if (Files.isDirectory(Path.of("/proc")) && !Files.exists(NVIDIA_DRIVER)) {
            return "there is no NVIDIA driver on this machine (" + NVIDIA_DRIVER + " is missing)";
        }
        return null;
    }

    private Probe cpu() {
        if (System.getProperty(EXTENSION_PROPERTY) == null) {
            CpuBuild build = CpuBuild.best(CpuBuild.flagsOfThisProcessor(), buildsThere());
            System.setProperty(EXTENSION_PROPERTY, build.extension());
        }
        Nd4j.getEnvironment();
        // JavaCPP falls back to a slower build if it cannot load the requested one, so ask the library itself.
        NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        String build = CpuBuild.ofLevel(natives.binaryLevel()).id();
        String blas = "OpenBLAS " + version("org.bytedeco", "openblas").replaceFirst("-.*", "");
        return Probe.available(new LibraryInfo("ND4J", ND4J, blas, threads, build, null));
    }

    private Probe gpu() {
        Nd4j.getEnvironment();
        NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int devices = natives.getAvailableDevices();
        if (device.index() >= devices) {
            return Probe.unavailable("there is no GPU " + device.index() + "; CUDA sees " + devices);
        }
        Nd4j.getAffinityManager().unsafeSetDevice(device.index());
        String name = natives.getDeviceName(device.index());
        return Probe.available(new LibraryInfo("ND4J", ND4J, "cuBLAS", threads, "cuda", name));
    }

    /** Explains to the user why the native code cannot be loaded and what to do. */
    private String reason(Throwable failure) {
        String messages = messages(failure);
        List<String> reason = new ArrayList<>();
        reason.add("ND4J's native library for " + device + " cannot be loaded (" + messages + ")");
        String set = System.getProperty("org.bytedeco.javacpp.cachedir");
        Path cache = set == null ? Path.of(System.getProperty("user.home", ""), ".javacpp", "cache") : Path.of(set);
        // The path appears in the message only if a file was found but is not a valid library.
        if (messages.contains("in java.library.path") && !messages.contains(cache.toString())) {
            reason.add("the jar with the natives for this platform is missing or of another version: put it into the"
                    + " backend's folder '" + device.kind() + "'");
        } else {
            reason.add("if a file there is damaged, delete the folder " + cache + ", which will be refilled");
        }
        String searched = System.getenv("LD_LIBRARY_PATH");
        if (searched != null) {
            reason.add("LD_LIBRARY_PATH is '" + searched + "' and may point to the wrong libraries");
        }
        return String.join("; ", reason);
    }

    /** Returns the distinct messages of a failure and its causes. */
    private static String messages(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain.stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .distinct()
                .collect(Collectors.joining(": "));
    }

    private static Set<CpuBuild> buildsThere() {
        Set<CpuBuild> there = EnumSet.noneOf(CpuBuild.class);
        String platform = org.bytedeco.javacpp.Loader.Detector.getPlatform();
        for (CpuBuild build : CpuBuild.values()) {
            String folder = "/org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + build.extension() + "/";
            if (DeviceProbe.class.getResource(folder + System.mapLibraryName("jnind4jcpu")) != null) {
                there.add(build);
            }
        }
        return there;
    }

    private static boolean isThere(String type) {
        return DeviceProbe.class.getResource("/" + type.replace('.', '/') + ".class") != null;
    }

    /** Returns the version stated in a library's jar. */
    private static String version(String group, String artifact) {
        String path = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = DeviceProbe.class.getResourceAsStream(path)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
