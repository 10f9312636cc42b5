package io.mscale.worker.external;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running program: it receives lines and returns answers; its other output goes to this process's standard error.
 */
final class Program implements AutoCloseable {

    /** "error=2, No such file" up to JDK 24, "error: 2 (No such file)" later. */
    private static final Pattern SYSTEMS_WORDS = Pattern.compile("error[=:] ?\\d+,? \\(?(.*?)\\)?\\s*$");

    private static final Duration POLL = Duration.ofMillis(100);

    /** Limited because a child that outlives the program may keep its output open. */
    private static final Duration PATIENCE_FOR_OUTPUT = Duration.ofSeconds(2);

    /** Time for a program to end after its input has ended. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Interval between searches for child processes, which read the machine's whole process table. */
    private static final long LOOK_FOR_CHILDREN_NANOS = 2_000_000_000;

    private final Process process;
    private final BufferedWriter input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ProgramOutput output = new ProgramOutput(System.err, answers::add);
    private final Thread reader;
    private final Set<ProcessHandle> children = new HashSet<>();
    private long lookedForChildren = System.nanoTime();

    private Program(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(() -> output.read(process.getInputStream()), "program-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program in its folder.
     *
     * @throws IOException if there is no such program; the message names it
     */
    static Program start(List<String> words, Path folder) throws IOException {
        try {
            return new Program(new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new IOException("'" + words.get(0) + "' cannot be started: " + reason(e), e);
        }
    }

    /** The operating system's reason within Java's message. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        Matcher systems = SYSTEMS_WORDS.matcher(message);
        return systems.find() ? systems.group(1) : message;
    }

    /** Writes a line. If the program has ended, this has no effect; the failure shows when an answer is awaited. */
    void say(String line) {
        try {
            input.write(line);
            input.write('\n');
            input.flush();
        } catch (IOException e) {
            // A broken pipe: the program has ended.
        }
    }

    /** The next answer; null if none arrives in time or the program has ended. */
    @Nullable
    String hear(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        String answer = answers.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        while (answer == null && process.isAlive() && System.nanoTime() < end) {
            noteChildren();
            answer = answers.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (answer == null && !process.isAlive()) {
            reader.join(PATIENCE_FOR_OUTPUT.toMillis());
            answer = answers.poll();
        }
        return answer;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** How the program ended, as in "with exit code 1", and the last line it printed. */
    String end() {
        int code = process.exitValue();
        String how = code > 128 ? "killed by signal " + (code - 128) : "with exit code " + code;
        String last = output.lastLine();
        return how + (last.isEmpty() ? "; it printed nothing" : "; the last line it printed: " + last);
    }

    /** Closes its input and waits briefly for its end. */
    void dismiss() {
        try {
            input.close();
        } catch (IOException e) {
            // The program has ended already.
        }
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("the worker did not end with its input; it was stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Kills it and its child processes. */
    @Override
    public void close() {
        process.descendants().forEach(children::add);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
            reader.join(PATIENCE_FOR_OUTPUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void noteChildren() {
        if (System.nanoTime() - lookedForChildren > LOOK_FOR_CHILDREN_NANOS) {
            process.descendants().forEach(children::add);
            lookedForChildren = System.nanoTime();
        }
    }
}
