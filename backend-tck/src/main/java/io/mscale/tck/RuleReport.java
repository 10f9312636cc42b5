package io.mscale.tck;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.TestAbortedException;

/**
 * Prints each rule's result once all its cases are done: one line for the passed cases, one for each failed case, and
 * one for each reason why cases were skipped. Counts cases.
 */
final class RuleReport implements TestExecutionListener {

    private final PrintStream out;

    /** Cases of the current rule; skipped ones by reason. */
    private final Map<String, List<String>> skippedCases = new LinkedHashMap<>();

    private int passedCases;
    private int passed;
    private int failed;
    private int skipped;

    RuleReport(PrintStream out) {
        this.out = out;
    }

    /** Whether at least one case ran and none failed. */
    boolean isGood() {
        return failed == 0 && passed > 0;
    }

    /** The counts as text. */
    String summary() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skip(test, reason);
        endOfRule(test);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String message = result.getThrowable().map(RuleReport::inOneLine).orElse("");
        switch (result.getStatus()) {
            case FAILED -> {
                failed++;
                out.println("FAILED   " + nameOf(test) + caseOf(test) + ": " + message);
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

    private void skip(TestIdentifier test, String reason) {
        skipped++;
        skippedCases
                .computeIfAbsent(reason.replaceFirst("^Assumption failed: ", ""), r -> new ArrayList<>())
                .add(caseOf(test));
    }

    /** Prints a rule's result. A rule is a method whose children are its cases. */
    private void endOfRule(TestIdentifier test) {
        if (isCase(test)) {
            return;
        }
        String name = nameOf(test);
        if (passedCases > 0) {
            out.println("passed   " + name + (passedCases > 1 ? " (" + passedCases + " cases)" : ""));
        }
        skippedCases.forEach((reason, cases) -> out.println("skipped  " + name
                + (cases.size() > 1 ? " (" + cases.size() + " cases)" : cases.get(0)) + ": " + reason));
        out.flush();
        passedCases = 0;
        skippedCases.clear();
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
        boolean speaksForItself = problem instanceof AssertionError || problem instanceof TestAbortedException;
        String text = speaksForItself && problem.getMessage() != null ? problem.getMessage() : problem.toString();
        return text.strip().replaceAll("\\s+", " ");
    }
}
