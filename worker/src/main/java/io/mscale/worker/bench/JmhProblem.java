package io.mscale.worker.bench;

import io.mscale.api.support.FailureText;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** Turns a JMH failure into a one-line message. */
final class JmhProblem {

    private static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";

    private JmhProblem() {}

    /** Returns whether the failure is about JMH's lock, held by another JMH process. */
    static boolean isOfTheLock(Throwable problem) {
        return String.valueOf(problem.getMessage()).contains(IGNORE_LOCK);
    }

    /** Returns the most informative message. */
    static String words(Throwable problem) {
        String words = message(cause(problem)).lines().map(String::strip).collect(Collectors.joining(" "));
        String plain = words.startsWith("ERROR: ") ? words.substring("ERROR: ".length()) : words;
        return isOfTheLock(problem)
                ? plain + " Either wait until the other JMH has finished, or pass -- " + IGNORE_LOCK
                : plain;
    }

    /** Finds the cause: JMH wraps a benchmark's exception twice and stores it as a suppressed exception. */
    private static Throwable cause(Throwable problem) {
        if (problem instanceof BenchmarkException wrapper && wrapper.getSuppressed().length > 0) {
            return cause(wrapper.getSuppressed()[0]);
        }
        boolean isWrapper = problem instanceof RunnerException || problem instanceof BenchmarkException;
        return isWrapper && problem.getCause() != null ? cause(problem.getCause()) : problem;
    }

    private static String message(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            // Usually thrown in a fork, whose heap size is unknown here.
            return "out of memory: " + problem.getMessage();
        }
        String message = problem.getMessage();
        if (message == null || FailureText.ofLinkage(problem).isPresent()) {
            return FailureText.of(problem);
        }
        boolean isJmhsOwn = problem instanceof RunnerException
                || problem instanceof IllegalArgumentException
                || message.startsWith("Forked VM");
        return isJmhsOwn ? message : problem.getClass().getSimpleName() + ": " + message;
    }
}
