package io.mscale.worker.external;

import io.mscale.record.cell.CellStatus;
import java.time.Duration;
import java.util.Optional;
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
     * An answer and its time.
     *
     * @param seconds from the question to the answer by this process's clock
     */
    record Reply(Answer answer, double seconds) {}

    /**
     * Asks a question.
     *
     * @throws WorkerFailure if the program refuses, or the conversation ends or has ended
     */
    Reply ask(Question question) {
        return ask(question, PATIENCE);
    }

    /** Asks with another time-out. */
    synchronized Reply ask(Question question, Duration patience) {
        if (end != null) {
            throw new WorkerFailure(end.status(), String.valueOf(end.getMessage()));
        }
        int id = ++asked;
        String line = Messages.line(id, question);
        exchange.note(line);
        Reply reply = reply(id, question, line, patience);
        if (reply.answer() instanceof Answer.Refused refused) {
            throw new WorkerFailure(refused.status(), refused.reason());
        }
        return reply;
    }

    private Reply reply(int id, Question question, String line, Duration patience) {
        try {
            long start = System.nanoTime();
            program.say(line);
            Optional<String> text = program.hear(patience);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Reply(
                    Messages.answer(id, question, text.orElseThrow(() -> silence(question, patience))), seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(new WorkerFailure(CellStatus.CRASHED, "the worker was interrupted"));
        } catch (WorkerFailure e) {
            throw ended(e);
        }
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

    /** Ends the conversation; later questions fail. */
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
