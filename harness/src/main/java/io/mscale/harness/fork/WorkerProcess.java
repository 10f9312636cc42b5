package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker that runs, in the environment of this process less what {@link ShellVariables} withholds, with GPUs numbered by
 * their places.
 */
public final class WorkerProcess implements AutoCloseable {

    /** The variable that says how CUDA numbers the GPUs. */
    public static final String DEVICE_ORDER = "CUDA_DEVICE_ORDER";

    /** Its value for workers: in the order of their places on the PCI bus, as {@code nvidia-smi} does, not by speed. */
    public static final String BY_BUS = "PCI_BUS_ID";

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final @Nullable ClassPathJar classPath;

    private WorkerProcess(Process process, @Nullable ClassPathJar classPath) {
        this.process = process;
        this.classPath = classPath;
    }

    /**
     * Starts a worker; whatever it prints goes to a file. Its standard input is a pipe that stays empty and open as long as
     * this program lives; the worker ends when the pipe does.
     */
    public static WorkerProcess start(JavaCommand command, Path log) throws IOException {
        return start(command, new ProcessBuilder().redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /** Starts a worker that has this program's console to itself. */
    public static WorkerProcess startOnConsole(JavaCommand command) throws IOException {
        return start(command, new ProcessBuilder().inheritIO());
    }

    private static WorkerProcess start(JavaCommand command, ProcessBuilder builder) throws IOException {
        ClassPathJar classPath =
                ClassPathJar.isNeededFor(command.classPath()) ? ClassPathJar.of(command.classPath()) : null;
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(ShellVariables::isCleared);
        environment.put(DEVICE_ORDER, BY_BUS);
        environment.putAll(command.environment());
        try {
            return new WorkerProcess(
                    builder.command(classPath == null ? command.words() : command.words(classPath))
                            .start(),
                    classPath);
        } catch (IOException e) {
            if (classPath != null) {
                classPath.close();
            }
            throw e;
        }
    }

    /** Waits; returns whether the worker has ended. */
    public boolean hasEndedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the worker's end, however long it takes. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** The exit code of a worker that has ended; 128 + n if signal n killed it. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks the worker to end, then makes it, and whatever processes it started. */
    public void stop() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
        if (classPath != null) {
            classPath.close();
        }
    }
}
