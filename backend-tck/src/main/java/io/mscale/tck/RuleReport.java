package io.mscale.tck;

import io.mscale.api.support.FailureText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;

/**
 * Prints each rule's result once all its cases are done: one line for the passed cases, one for each failed case, and
 * one for each reason why cases were skipped. Counts cases, and knows which one is running.
 */
final class RuleReport implements TestExecutionListener {

    private static final String ERASE_LINE = "\r\u001b[K";

    /** Frames of a stuck thread that are shown, after the JDK's: enough to get from a library to the backend's own code. */
    private static final int MOST_FRAMES = 12;

    /** More failed cases of one rule say nothing new. */
    private static final int MOST_FAILURES = 3;

    private final PrintStream out;
    private final Journal journal;

    /** Cases of the current rule; skipped ones by reason. */
    private final Map<String, List<String>> skippedCases = new LinkedHashMap<>();

    /** What the failed cases of the current rule said. */
    private final Set<String> failures = new HashSet<>();

    /** Failed cases of the current rule that were not printed. */
    private int hiddenFailures;

    private int passedCases;
    private int passed;
    private int failed;
    private int skipped;
    private long rules;
    private long done;
    private @Nullable Running running;
    private @Nullable Running abandoned;
    private String lastWords = "";
    private boolean lineIsOpen;

    /** A case that is running, since a reading of {@link System#nanoTime}, on a thread. */
    record Running(String name, long since, Thread thread) {

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    RuleReport(PrintStream out, Journal journal) {
        this.out = out;
        this.journal = journal;
    }

    /** Whether at least one case ran and none failed. */
    synchronized boolean isGood() {
        return failed == 0 && passed > 0;
    }

    /** The counts as text. */
    synchronized String summary() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }

    /** The case that is running now. */
    synchronized Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        rules = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(RuleReport::isRule)
                .count();
        journal.rules(rules);
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        if (test.isTest() && abandoned == null) {
            running = new Running(nameOf(test) + caseOf(test), System.nanoTime(), Thread.currentThread());
            journal.begin(running.name());
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (abandoned == null) {
            skip(test, reason);
            endOfRule(test);
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String message = result.getThrowable().map(RuleReport::inOneLine).orElse("");
        if (abandoned != null) {
            if (abandoned.equals(running) && test.isTest()) {
                lastWords = message;
                running = null;
                notifyAll();
            }
            return;
        }
        if (test.isTest()) {
            running = null;
            journal.end(nameOf(test) + caseOf(test));
        }
        switch (result.getStatus()) {
            case FAILED -> {
                failed++;
                if (failures.add(message) && failures.size() <= MOST_FAILURES) {
                    print("FAILED   " + nameOf(test) + caseOf(test) + ": " + message);
                } else {
                    hiddenFailures++;
                }
            }
            case ABORTED -> skip(test, message);
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    passed++;
                    passedCases++;
                }
            }
        }
        endOfRule(test);
    }

    /**
     * Gives up a case that has taken too long: interrupts it, waits briefly for what it says of that, and prints its failure and
     * where its thread was. Nothing that happens later is reported. Returns whether the case was still running.
     *
     * @param cancel keeps the next case from being begun
     */
    synchronized boolean abandon(Running overdue, Duration limit, Duration grace, Runnable cancel)
            throws InterruptedException {
        if (!overdue.equals(running)) {
            return false;
        }
        abandoned = overdue;
        failed++;
        StackTraceElement[] stack = overdue.thread().getStackTrace();
        cancel.run();
        overdue.thread().interrupt();
        long end = System.nanoTime() + grace.toNanos();
        for (long left = grace.toNanos(); running != null && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
        print("FAILED   " + overdue.name() + ": no result after " + words(limit) + ", the limit of --rule-timeout"
                + (lastWords.isEmpty() ? "" : "; interrupted, it said: " + lastWords));
        Arrays.stream(stack)
                .dropWhile(frame -> frame.getClassName().matches("(java|jdk|sun)\\..*"))
                .takeWhile(frame -> !frame.getClassName().matches("io\\.mscale\\.tck\\.(rules|task)\\..*"))
                .limit(MOST_FRAMES)
                .forEach(frame -> print("           at " + frame.getClassName() + "." + frame.getMethodName() + "("
                        + frame.getFileName() + ":" + frame.getLineNumber() + ")"));
        return true;
    }

    /** How many rules were not run because one was given up. */
    synchronized long notRun() {
        return rules - done - 1;
    }

    /** Shows which case is running, in place of an earlier such line on a terminal. */
    synchronized void showProgress(Running shown) {
        if (shown.equals(running)) {
            out.print(ERASE_LINE + progress(shown));
            out.flush();
            lineIsOpen = true;
        }
    }

    /** Which case is running, and how long. */
    static String progress(Running shown) {
        return "running  " + shown.name() + " for " + words(shown.time());
    }

    private static String words(Duration time) {
        double seconds = time.toMillis() / 1e3;
        return seconds < 10
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    private void skip(TestIdentifier test, String reason) {
        skipped++;
        skippedCases
                .computeIfAbsent(reason.replaceFirst("^Assumption failed: ", ""), r -> new ArrayList<>())
                .add(caseOf(test));
    }

    /** Prints a rule's result. */
    private void endOfRule(TestIdentifier test) {
        if (isCase(test)) {
            return;
        }
        String name = nameOf(test);
        if (passedCases > 0) {
            print("passed   " + name + (passedCases > 1 ? " (" + passedCases + " cases)" : ""));
        }
        if (hiddenFailures > 0) {
            print("FAILED   " + name + ": " + hiddenFailures + " more " + (hiddenFailures == 1 ? "case" : "cases"));
        }
        skippedCases.forEach((reason, cases) -> print("skipped  " + name
                + (cases.size() > 1 ? " (" + cases.size() + " cases)" : cases.get(0)) + ": " + reason));
        passedCases = 0;
        failures.clear();
        hiddenFailures = 0;
        skippedCases.clear();
        if (isRule(test)) {
            done++;
            journal.done(name);
        }
    }

    private void print(String line) {
        out.println((lineIsOpen ? ERASE_LINE : "") + line);
        out.flush();
        lineIsOpen = false;
    }

    /** A rule is a method; if it has cases, they are its children. */
    private static boolean isRule(TestIdentifier test) {
        return !isCase(test)
                && test.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    private static boolean isCase(TestIdentifier test) {
        return test.getUniqueIdObject().getLastSegment().getType().equals("test-template-invocation");
    }

    private static String caseOf(TestIdentifier test) {
        return isCase(test) ? " [" + test.getDisplayName() + "]" : "";
    }

    private static String nameOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseGet(test::getDisplayName);
    }

    private static String inOneLine(Throwable problem) {
        // The worker's own exceptions speak of an external worker, whose author knows nothing of Java's.
        boolean speaksForItself = problem instanceof AssertionError
                || problem instanceof TestAbortedException
                || problem.getClass().getName().startsWith("io.mscale.worker.");
        String message = problem.getMessage();
        String text = speaksForItself && message != null ? message : FailureText.of(problem);
        return text.strip().replaceAll("\\s+", " ");
    }
}
