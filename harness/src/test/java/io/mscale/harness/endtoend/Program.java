package io.mscale.harness.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.harness.fork.ShellVariables;
import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged program as a running process. Its output goes to files outside the folder it works in. */
final class Program implements AutoCloseable {

    /** Far more than anything here takes, for machines that are slow or busy: only what hangs waits that long. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final Path stdout;
    private final Path stderr;
    private final long startNanos = System.nanoTime();

    private Program(Path workingFolder, List<String> command) throws IOException {
        stdout = Files.createTempFile("mscale-stdout", ".txt");
        stderr = Files.createTempFile("mscale-stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        // Whatever the shell of these tests has set of that kind, the program would name on standard error.
        builder.environment()
                .keySet()
                .removeAll(
                        ShellVariables.cleared(Set.copyOf(builder.environment().keySet())));
        TestRepository.isolate(builder.environment());
        process = builder.start();
    }

    /** The folder that {@code mvn package} laid out. */
    static Path distribution() {
        return Path.of(System.getProperty("mscale.distribution", "target/mscale-bench"))
                .toAbsolutePath();
    }

    /** The command line of the program with these arguments. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(distribution().resolve("harness.jar").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts the program in a folder. */
    static Program start(Path workingFolder, String... arguments) throws IOException {
        return new Program(workingFolder, command(arguments));
    }

    /** Starts a command that in the end becomes the program. */
    static Program startCommand(Path workingFolder, List<String> command) throws IOException {
        return new Program(workingFolder, command);
    }

    /** Starts the program so that it heeds signals: whoever started the tests may ignore them, which is inherited. */
    static Program startHeedingSignals(Path workingFolder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        try (Program env = startCommand(workingFolder, List.of("env", "--default-signal=INT,TERM", "true"))) {
            assumeTrue(env.await().exitCode() == 0, "env has no --default-signal on this machine");
        }
        command.addAll(command(arguments));
        return startCommand(workingFolder, command);
    }

    /** Runs the program to its end. */
    static Invocation run(Path workingFolder, String... arguments) throws IOException, InterruptedException {
        try (Program program = start(workingFolder, arguments)) {
            return program.await();
        }
    }

    /** Waits for the end. */
    Invocation await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the program did not end within " + PATIENCE + "; it printed: "
                    + Files.readString(stdout) + Files.readString(stderr));
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return new Invocation(process.exitValue(), Files.readString(stdout), Files.readString(stderr), seconds);
    }

    /** Waits until something is so; fails if the program ends before. */
    void awaitWhileRunning(String what, BooleanSupplier condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what + "; the program printed: "
                        + Files.readString(stdout) + Files.readString(stderr));
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** The worker that trains now. */
    ProcessHandle worker() {
        return process.descendants().findFirst().orElseThrow(() -> new AssertionError("the program has no worker now"));
    }

    /** Its workers, and whatever they have started. */
    List<ProcessHandle> processes() {
        return process.descendants().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the program without giving it a chance to react. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.deleteIfExists(stdout);
        Files.deleteIfExists(stderr);
    }
}
