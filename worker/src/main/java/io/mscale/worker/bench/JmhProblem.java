package io.mscale.worker.bench;

import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** What JMH says of a failure, in one line. */
final class JmhProblem {

    private static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";

    private JmhProblem() {}

    /** Whether another JMH keeps this one from running, or seems to. */
    static boolean isOfTheLock(Throwable problem) {
        return String.valueOf(problem.getMessage()).contains(IGNORE_LOCK);
    }

    /** The message that tells most. */
    static String words(Throwable problem) {
        String words = message(cause(problem)).lines().map(String::strip).collect(Collectors.joining(" "));
        String plain = words.startsWith("ERROR: ") ? words.substring("ERROR: ".length()) : words;
        return isOfTheLock(problem)
                ? plain + " Either wait until the other JMH has ended, or give -- " + IGNORE_LOCK
                : plain;
    }

    /** JMH wraps what a benchmark threw, twice, and hides it among the suppressed. */
    private static Throwable cause(Throwable problem) {
        if (problem instanceof BenchmarkException wrapper && wrapper.getSuppressed().length > 0) {
            return cause(wrapper.getSuppressed()[0]);
        }
        boolean isWrapper = problem instanceof RunnerException || problem instanceof BenchmarkException;
        return isWrapper && problem.getCause() != null ? cause(problem.getCause()) : problem;
    }

    private static String message(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            // Of a fork, as a rule: nothing is known of its heap here.
            return "out of memory: " + problem.getMessage();
        }
        String message = problem.getMessage();
        if (message == null) {
            return problem.getClass().getSimpleName();
        }
        boolean isJmhsOwn = problem instanceof RunnerException
                || problem instanceof IllegalArgumentException
                || message.startsWith("Forked VM");
        return isJmhsOwn ? message : problem.getClass().getSimpleName() + ": " + message;
    }
}
