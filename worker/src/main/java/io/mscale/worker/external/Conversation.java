package io.mscale.worker.external;

import io.mscale.record.cell.CellStatus;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends questions to a program and waits for each answer, for all its models. A program that refuses a question may
 * be asked others. The first invalid or missing answer ends the conversation and the program; every later question
 * fails with the same reason.
 */
final class Conversation {

    /** Longer than any step or compilation of a network. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Program program;
    private final Exchange exchange;
    private int asked;
    private @Nullable WorkerFailure end;

    Conversation(Program program, Exchange exchange) {
        this.program = program;
        this.exchange = exchange;
    }

    /**
     * What an answer says, and its time.
     *
     * @param seconds from the question to the answer by this process's clock
     */
    record Reply<T>(T content, double seconds) {}

    /** The folder for the arrays of all models. */
    Exchange exchange() {
        return exchange;
    }

    /** Asks a question whose answer says nothing else. */
    void ask(Question question) {
        ask(question, PATIENCE, Answer::ask);
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
     * @throws WorkerFailure if the program refuses, or the conversation ends or has ended
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
            program.say(line);
            String text = program.hear(patience);
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
            throw ended(new WorkerFailure(CellStatus.CRASHED, "the worker was interrupted"));
        } catch (WorkerFailure e) {
            throw ended(e);
        }
        throw refusal;
    }

    private WorkerFailure silence(Question question, Duration patience) {
        return program.isRunning()
                ? new WorkerFailure(
                        CellStatus.FAILED,
                        "the worker did not answer '" + question.ask() + "' within " + patience.toSeconds() + " s")
                : new WorkerFailure(
                        CellStatus.CRASHED,
                        "the worker ended before it had answered '" + question.ask() + "', " + program.end());
    }

    private WorkerFailure ended(WorkerFailure reason) {
        end = reason;
        program.close();
        return reason;
    }

    /** Whether it has ended. */
    synchronized boolean isOver() {
        return end != null;
    }

    /** Tells the program to end. */
    void close() {
        // Not synchronized: the JVM is shutting down, possibly while a question still waits for its answer.
        program.dismiss();
    }
}
