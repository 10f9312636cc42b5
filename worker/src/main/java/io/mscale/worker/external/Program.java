package io.mscale.worker.external;

import io.mscale.api.support.ShortCommand;
import io.mscale.record.cell.CellStatus;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A running program that answers questions, for all its models; its other output goes to this process's standard error.
 * A program that refuses a question may be asked others. The first invalid or missing answer ends the program; every
 * later question fails with the same reason.
 */
final class Program {

    /** Longer than any step or compilation of a network. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final long POLL_MILLIS = 100;

    /** Limited because a child that outlives the program may keep its output open. */
    private static final long PATIENCE_FOR_OUTPUT_MILLIS = 2000;

    /** Time for a program to end after its input has ended. */
    private static final long GRACE_SECONDS = 5;

    /** Interval between searches for child processes, which read the machine's whole process table. */
    private static final long LOOK_FOR_CHILDREN_NANOS = 2_000_000_000;

    private final Process process;
    private final Exchange exchange;
    private final BufferedWriter input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ProgramOutput output = new ProgramOutput(System.err, answers::add, () -> this.asked);
    private final Thread reader;
    private final Set<ProcessHandle> children = new HashSet<>();
    private long lookedForChildren = System.nanoTime();
    private volatile int asked;
    private @Nullable WorkerFailure end;

    /** The question without an answer; also read when the JVM shuts down. */
    private volatile @Nullable Pending pending;

    /**
     * A question that has been asked.
     *
     * @param words the beginning of a sentence that tells how long it has had no answer; the harness looks for it
     */
    private record Pending(String words, long askedNanos) {}

    /**
     * What an answer says, and its time.
     *
     * @param seconds from the question to the answer by this process's clock
     */
    record Reply<T>(T content, double seconds) {}

    /** Wraps a process that {@link #start} has started. */
    Program(Process process, Exchange exchange) {
        this.process = process;
        this.exchange = exchange;
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
    static Process start(List<String> words, Path folder) throws IOException {
        try {
            return new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("'" + words.get(0) + "' cannot be started: " + ShortCommand.whyNotStarted(e), e);
        }
    }

    /** The folder for the arrays of all models. */
    Exchange exchange() {
        return exchange;
    }

    /** Asks a question whose answer says nothing else. */
    void ask(Question question) {
        ask(question, PATIENCE, answer -> answer);
    }

    /** Asks a question; see {@link #ask(Question, Duration, Function)}. */
    <T> Reply<T> ask(Question question, Function<Answer, T> content) {
        return ask(question, PATIENCE, content);
    }

    /**
     * Asks a question.
     *
     * @param patience how long to wait for the answer
     * @param content takes from the answer what it says
     * @throws WorkerFailure if the program refuses, or ends, or has ended
     */
    synchronized <T> Reply<T> ask(Question question, Duration patience, Function<Answer, T> content) {
        if (end != null) {
            throw new WorkerFailure(end.status(), String.valueOf(end.getMessage()));
        }
        int id = ++asked;
        String line = question.line(id);
        exchange.note(line);
        WorkerFailure refusal;
        try {
            long start = System.nanoTime();
            pending = new Pending("the program had not answered '" + question.ask() + "' for ", start);
            say(line);
            String text = hear(start + patience.toNanos());
            pending = null;
            double seconds = (System.nanoTime() - start) / 1e9;
            if (text == null) {
                throw silence(question, patience);
            }
            Answer answer = Answer.of(id, question.ask(), text);
            refusal = answer.refusal();
            if (refusal == null) {
                return new Reply<>(content.apply(answer), seconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(new WorkerFailure(
                    CellStatus.CRASHED,
                    "the worker had not answered '" + question.ask() + "' when it was interrupted"));
        } catch (WorkerFailure e) {
            throw ended(e);
        }
        throw refusal;
    }

    private void say(String line) {
        try {
            input.write(line);
            input.write('\n');
            input.flush();
        } catch (IOException e) {
            // A broken pipe: the program has ended, which shows when its answer is awaited.
        }
    }

    /** The next answer; null if none arrives in time or the program has ended. */
    private @Nullable String hear(long latest) throws InterruptedException {
        String answer = answers.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        while (answer == null && process.isAlive() && System.nanoTime() < latest) {
            if (System.nanoTime() - lookedForChildren > LOOK_FOR_CHILDREN_NANOS) {
                process.descendants().forEach(children::add);
                lookedForChildren = System.nanoTime();
            }
            answer = answers.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (answer == null && !process.isAlive()) {
            reader.join(PATIENCE_FOR_OUTPUT_MILLIS);
            answer = answers.poll();
        }
        return answer;
    }

    private WorkerFailure silence(Question question, Duration patience) {
        if (process.isAlive()) {
            return new WorkerFailure(
                    CellStatus.FAILED,
                    "the worker did not answer '" + question.ask() + "' within " + patience.toSeconds() + " s"
                            + (asked > 1
                                    ? ""
                                    : "; " + output.lastWords()
                                            + " (an answer begins with {\"id\": and is flushed at once)"));
        }
        int code = process.exitValue();
        String how = code > 128 ? "killed by signal " + (code - 128) : "with exit code " + code;
        return new WorkerFailure(
                CellStatus.CRASHED,
                "the worker ended before it had answered '" + question.ask() + "', " + how + "; " + output.lastWords());
    }

    private WorkerFailure ended(WorkerFailure reason) {
        end = reason;
        kill();
        return reason;
    }

    /** Whether it has ended or was ended. */
    synchronized boolean isOver() {
        return end != null;
    }

    /** Closes its input, waits briefly for its end, and kills what is left. */
    void dismiss() {
        // Not synchronized: the JVM is shutting down, possibly while a question still waits for its answer.
        Pending unanswered = pending;
        long seconds = unanswered == null ? 0 : (System.nanoTime() - unanswered.askedNanos()) / 1_000_000_000;
        // In less than a second it may well be on its way.
        if (unanswered != null && seconds > 0) {
            // Without "+", which loads a hundred classes when first used: on a busy machine they take longer than the
            // harness waits.
            System.err.println(unanswered.words().concat(Long.toString(seconds)).concat(" s"));
        }
        try {
            input.close();
        } catch (IOException e) {
            // The program has ended already.
        }
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the worker did not end with its input; it was stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private void kill() {
        process.descendants().forEach(children::add);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
            reader.join(PATIENCE_FOR_OUTPUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
