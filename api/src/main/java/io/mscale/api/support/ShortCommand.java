package io.mscale.api.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system command that answers in a few lines, such as {@code nvidia-smi}. Waiting for it always ends, even if it sleeps,
 * prints for ever, or leaves a child that keeps its output open.
 */
public final class ShortCommand {

    /** "error=2, No such file" up to JDK 24, "error: 2 (No such file)" later. */
    private static final Pattern SYSTEMS_WORDS = Pattern.compile("error[=:] ?\\d+,? \\(?(.*?)\\)?\\s*$");

    private static final Duration POLL = Duration.ofMillis(20);

    /** A process that has ended leaves little in its pipe; reading takes this long only if a child keeps it open. */
    private static final Duration PIPE_PATIENCE = Duration.ofSeconds(1);

    /** More than any answer has; the rest is read and dropped so that the command never blocks on a full pipe. */
    private static final int MOST_BYTES = 1 << 16;

    private final Process process;
    private final Set<ProcessHandle> descendants = new HashSet<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private ShortCommand(Process process) {
        this.process = process;
    }

    /** What a command answered: {@code text} is what it printed on both streams, without surrounding white space. */
    public record Answer(int exitCode, String text) {}

    /**
     * Runs a command, the program and its arguments. Empty if it has not ended after {@code patience}, in which case it and its
     * descendants are killed.
     *
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted; the command is killed
     */
    public static Optional<Answer> run(List<String> command, Duration patience)
            throws IOException, InterruptedException {
        ShortCommand running = new ShortCommand(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        try {
            return running.await(patience);
        } finally {
            running.kill();
        }
    }

    /** Why a program could not be started, in the system's words, without Java's. */
    public static String whyNotStarted(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher systems = SYSTEMS_WORDS.matcher(message);
        return systems.find() ? systems.group(1) : message;
    }

    private Optional<Answer> await(Duration patience) throws IOException, InterruptedException {
        process.getOutputStream().close();
        Thread pump = new Thread(this::readOutput, "command-output");
        pump.setDaemon(true);
        pump.start();
        long start = System.nanoTime();
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            // While it lives: the children of a process that has ended can no longer be found.
            process.descendants().forEach(descendants::add);
            if (System.nanoTime() - start > patience.toNanos()) {
                return Optional.empty();
            }
        }
        pump.join(PIPE_PATIENCE.toMillis());
        return Optional.of(new Answer(
                process.exitValue(), output.toString(StandardCharsets.UTF_8).strip()));
    }

    private void readOutput() {
        byte[] buffer = new byte[1 << 12];
        try {
            InputStream in = process.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                output.write(buffer, 0, Math.min(n, MOST_BYTES - output.size()));
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed.
        }
    }

    private void kill() {
        process.descendants().forEach(descendants::add);
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
