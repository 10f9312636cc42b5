package io.mscale.harness.fork;

import io.mscale.api.support.SystemMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running worker. It inherits this process's environment except for {@link ShellVariables}, and numbers GPUs by bus
 * position.
 */
public final class WorkerProcess implements AutoCloseable {

    /** The variable that controls how CUDA numbers the GPUs. */
    public static final String DEVICE_ORDER = "CUDA_DEVICE_ORDER";

    /** Its value for workers: by position on the PCI bus, as in {@code nvidia-smi}, rather than by speed. */
    public static final String BY_BUS = "PCI_BUS_ID";

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final @Nullable ClassPathJar classPath;

    private WorkerProcess(Process process, @Nullable ClassPathJar classPath) {
        this.process = process;
        this.classPath = classPath;
    }

    /**
     * Starts a worker that prints to a file. Its standard input is a pipe that stays open while this program lives and
     * holds nothing but {@link #grantTurn turns}; the worker exits when the pipe closes.
     */
    public static WorkerProcess start(JavaCommand command, Path log) throws IOException {
        return start(command, new ProcessBuilder().redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /** Starts a worker that uses this program's console. */
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
            builder.command(
                    classPath == null
                            ? command.words()
                            : command.words(classPath.path().toString()));
            return new WorkerProcess(builder.start(), classPath);
        } catch (IOException e) {
            if (classPath != null) {
                classPath.close();
            }
            throw e;
        }
    }

    /** Waits up to {@code time}; returns whether the worker has ended. */
    public boolean hasEndedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a worker that waits for its turn go on; does nothing if it has ended. */
    public void grantTurn() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It is gone, which whoever follows it sees.
        }
    }

    /**
     * The most memory that the worker and the processes it started have held, in bytes; null where the system does not
     * report it.
     */
    public @Nullable Long peakResidentBytes() {
        Long own = SystemMemory.peakResidentBytes(process.pid());
        return own == null
                ? null
                : own
                        + process.descendants()
                                .map(child -> SystemMemory.peakResidentBytes(child.pid()))
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .sum();
    }

    /** Waits for the worker to end. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** The exit code of a worker that has ended; 128 + n if it was killed by signal n. */
    public int exitCode() {
        return process.exitValue();
    }

    /** What a signal is called, in parentheses after a blank; empty for those that rarely end a worker. */
    public static String signalName(int signal) {
        return switch (signal) {
            case 6 -> " (SIGABRT)";
            case 9 -> " (SIGKILL; the system does that when memory runs out)";
            case 11 -> " (SIGSEGV)";
            case 15 -> " (SIGTERM)";
            default -> "";
        };
    }

    /** Has the JVMs of a worker that hangs print their threads to its log, if that does not take long. */
    public void dumpThreads(Path log) throws InterruptedException {
        ThreadDump.request(process.toHandle(), log);
    }

    /** Stops the worker, forcibly if it does not comply, and any processes it started. */
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
