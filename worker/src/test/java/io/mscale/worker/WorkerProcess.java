package io.mscale.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with this module's tests on its class path. */
public final class WorkerProcess implements AutoCloseable {

    private final Process process;

    WorkerProcess(Class<?> main, Path log, String... arguments) throws IOException {
        this(List.of(), main, log, arguments);
    }

    /** Starts a main class under these options of the JVM. */
    public WorkerProcess(List<String> jvmOptions, Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Closes the pipe to the process, as the end of this process would. */
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for the end; fails after a time that is long even on a busy machine. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
