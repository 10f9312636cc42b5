package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A worker that runs. Whatever it prints goes to a file. Its standard input is a pipe that stays empty and open as long
 * as this program lives; the worker ends when the pipe does.
 */
public final class WorkerProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** Starts a worker. */
    public static WorkerProcess start(JavaCommand command, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.words()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new WorkerProcess(builder.start());
    }

    /** Waits; returns whether the worker has ended. */
    public boolean hasEndedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
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
    }
}
