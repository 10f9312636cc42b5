package io.mscale.worker.counters;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process of {@code perf stat} (Linux, 5.10 or later) that counts an event in some threads, and in those that they start,
 * while it is enabled. It begins disabled, and ends with the threads.
 *
 * <p>Commands go to its standard input and are acknowledged on its standard output, so that what is counted begins and ends
 * exactly where the caller wants. Every method throws an {@link IOException} whose message tells a user why nothing was
 * counted.
 */
final class PerfStat implements Closeable {

    private static final int PATIENCE_SECONDS = 10;

    /** Of the time in which the threads ran: with less, the processor's counter was lent to others. */
    private static final double LEAST_PERCENT = 99;

    private static final String SEPARATOR = ",";

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "perf patience");
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
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException("there is no program " + program + " to count with", e);
        }
        commands = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    void enable() throws IOException {
        command("enable");
    }

    void disable() throws IOException {
        command("disable");
    }

    /** Waits without running: what this thread does is counted as well. */
    private void command(String word) throws IOException {
        ScheduledFuture<?> alarm = clock.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
        String answer;
        try {
            commands.write(word + "\n");
            commands.flush();
            answer = answers.readLine();
        } catch (IOException e) {
            // It has ended and says why.
            answer = null;
        } finally {
            alarm.cancel(false);
        }
        if (answer == null || !answer.contains("ack")) {
            throw new IOException(PerfOutput.problem(output()));
        }
    }

    /** Ends counting and returns the sum over all threads. */
    double count() throws IOException {
        // Of all signals only this one makes it tell what it has counted. Every system has a shell, not every one kill.
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        return PerfOutput.count(output(), SEPARATOR, LEAST_PERCENT);
    }

    /** All that it has written, up to its end. */
    private List<String> output() throws IOException {
        ScheduledFuture<?> alarm = clock.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<String> lines;
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            lines = errors.lines().toList();
        }
        if (!alarm.cancel(false)) {
            throw new IOException("perf did not answer within " + PATIENCE_SECONDS + " s");
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        clock.shutdownNow();
    }
}
