package io.mscale.worker.counters;

import io.mscale.api.support.ShortCommand;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of {@code perf stat} (Linux, 5.10 or later) that counts an event in some threads, and in those that they start,
 * while it is enabled. It begins disabled, and ends with the threads.
 *
 * <p>Commands go to its standard input and are acknowledged on its standard output, so that what is counted begins and ends
 * exactly where the caller wants. Every method throws an {@link IOException} whose message tells a user why nothing was
 * counted, and none waits longer than its patience for a program that does not answer.
 */
final class PerfStat implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of the time in which the threads ran: with less, the processor's counter was lent to others. */
    private static final double LEAST_PERCENT = 99;

    private static final String SEPARATOR = ",";

    private final String program;
    private final Duration patience;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /** All that it has written on standard error, once that has ended. */
    private final Future<List<String>> output;

    /** What is read from a process may never come. Threads that are there before it counts are not counted. */
    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
                Thread thread = new Thread(runnable, "perf");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Starts counting, disabled.
     *
     * @param program the program's name or path
     * @param event as {@code perf list} names it
     * @param threads the system's numbers of the threads
     */
    PerfStat(String program, String event, List<String> threads) throws IOException {
        this(program, event, threads, PATIENCE);
    }

    PerfStat(String program, String event, List<String> threads, Duration patience) throws IOException {
        this.program = program;
        this.patience = patience;
        ProcessBuilder builder = new ProcessBuilder(
                program,
                "stat",
                "-x",
                SEPARATOR,
                "-e",
                event,
                "-t",
                String.join(",", threads),
                "-D",
                "-1",
                "--control",
                "fd:0,1");
        builder.environment().put("LC_ALL", "C");
        readers.prestartAllCoreThreads();
        try {
            process = builder.start();
        } catch (IOException e) {
            readers.shutdownNow();
            throw new IOException("'" + program + "' cannot be started: " + ShortCommand.whyNotStarted(e), e);
        }
        commands = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        output = readers.submit(
                () -> process.errorReader(StandardCharsets.UTF_8).lines().toList());
    }

    void enable() throws IOException {
        command("enable");
    }

    void disable() throws IOException {
        command("disable");
    }

    private void command(String word) throws IOException {
        String answer = await(readers.submit(() -> answer(word)));
        if (!answer.contains("ack")) {
            throw new IOException(PerfOutput.problem(await(output)));
        }
    }

    /** Empty if the process has ended. */
    private String answer(String word) {
        try {
            commands.write(word + "\n");
            commands.flush();
            return Objects.requireNonNullElse(answers.readLine(), "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends counting and returns the sum over all threads. */
    double count() throws IOException {
        // Of all signals only this one makes it tell what it has counted. Every system has a shell, not every one kill.
        Process kill = new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        List<String> lines = await(output);
        awaitEnd(kill);
        return PerfOutput.count(lines, SEPARATOR, LEAST_PERCENT);
    }

    /** This thread waits without running, since what it does is counted as well. */
    private <T> T await(Future<T> result) throws IOException {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("'" + program + "' did not answer within " + patience.toMillis() / 1e3 + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("what '" + program + "' said cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends it, and what it started, so that nothing of it is left when this returns. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        readers.shutdownNow();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(process);
    }

    private void awaitEnd(Process ending) {
        try {
            ending.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
