package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link ProbeProgram} in a JVM that can be set up wrongly. */
final class ForkedProbe {

    private final List<String> classPath =
            new ArrayList<>(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

    /** A probe without the settings of a worker, but for no downloads. */
    static ForkedProbe plain() {
        return new ForkedProbe().withOption("-Dai.djl.offline=true").with("OPT_OUT_TRACKING", "true");
    }

    /** A probe of the CPU as the harness would start it. */
    static ForkedProbe asWorker() {
        return asWorker(Device.CPU);
    }

    /** A probe as the harness would start it for a device. */
    static ForkedProbe asWorker(Device device) {
        WorkerSettings settings = new DjlBackend().workerSettings(device, 1);
        ForkedProbe probe = new ForkedProbe();
        probe.options.addAll(settings.jvmOptions());
        probe.environment.putAll(settings.environment());
        return probe;
    }

    ForkedProbe with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    ForkedProbe withOption(String option) {
        options.add(option);
        return this;
    }

    ForkedProbe withoutJar(String nameStart) {
        classPath.removeIf(entry -> Path.of(entry).getFileName().toString().startsWith(nameStart));
        return this;
    }

    ForkedProbe withJar(Path jar) {
        classPath.add(jar.toString());
        return this;
    }

    /** The jar of the class path whose name starts so. */
    static Path jar(String nameStart) {
        return new ForkedProbe()
                .classPath.stream()
                        .map(Path::of)
                        .filter(entry -> entry.getFileName().toString().startsWith(nameStart))
                        .findFirst()
                        .orElseThrow();
    }

    Process start(String device) throws IOException {
        return start(ProbeProgram.class, device);
    }

    /** Another program, set up in the same way. */
    Process start(Class<?> program, String argument) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), program.getName(), argument));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    static String answer(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return exitCode == 0 ? output.strip() : "exit code " + exitCode + " " + output;
    }

    String run() throws IOException, InterruptedException {
        return answer(start("cpu"));
    }
}
