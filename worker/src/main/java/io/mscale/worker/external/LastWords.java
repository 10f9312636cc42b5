package io.mscale.worker.external;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program printed last of why it ended: the line with the cause, for languages whose last line is something else,
 * with the place in the program's own source if it is told. Lines may hold anything; what is kept is short and plain.
 */
final class LastWords {

    private static final int LONGEST_LINE = 1000;

    /** The line that begins an account of a failure, in Go, Rust, Python, Java, Julia, C and C++, and of sanitizers. */
    private static final Pattern CAUSE = Pattern.compile("panic: .*|fatal error: .*|thread '.*' .*panicked at .*"
            + "|Traceback \\(most recent call last\\):|Exception in thread .*|Caused by: .*|ERROR: \\w+Error: .*"
            + "|terminate called .*|.*: Assertion .* failed\\.|=+\\d+=+ ?ERROR: .*");

    /** A compiler's error; the first of several is the one to mend. */
    private static final Pattern COMPILERS = Pattern.compile("\\S+:\\d+:(\\d+:)? error: .*");

    private static final Pattern PYTHON_PLACE = Pattern.compile("File \"([^\"]*)\", line (\\d+).*");
    private static final Pattern GO_PLACE = Pattern.compile("(\\S+\\.go:\\d+)( \\+0x.*)?");
    private static final Pattern JAVA_PLACE = Pattern.compile("at (?!java\\.|jdk\\.|sun\\.).*\\((\\S+\\.\\w+:\\d+)\\)");
    private static final Pattern WHAT = Pattern.compile("what\\(\\): .*");

    /** Lines of those that start a program, which say less than the program's exit code. */
    private static final Pattern EMPTY = Pattern.compile("exit status \\d+|note: run with .*");

    private String last = "";
    private String cause = "";
    private String place = "";
    private boolean isCompilers;
    private boolean awaitsMessage;

    /** The program has answered: whatever it printed before was not its end. */
    synchronized void answered() {
        cause = "";
        place = "";
        awaitsMessage = false;
        isCompilers = false;
    }

    /** Takes in a line of the program's output. */
    synchronized void line(String text) {
        String full = text.stripTrailing();
        String line = Answer.plain(
                full.substring(0, Math.min(full.length(), LONGEST_LINE)).strip());
        if (line.isEmpty() || EMPTY.matcher(line).matches()) {
            return;
        }
        last = line;
        boolean isIndented = Character.isWhitespace(full.charAt(0));
        boolean isFirstOfCompiler = COMPILERS.matcher(line).matches() && !isCompilers;
        if (isFirstOfCompiler || (CAUSE.matcher(line).matches() && !isIndented)) {
            isCompilers = isFirstOfCompiler;
            cause = line;
            place = "";
            awaitsMessage = line.endsWith(":");
        } else if (awaitsMessage && !isIndented) {
            // Python's exception follows its stack, Rust's message its place.
            awaitsMessage = false;
            cause = cause.startsWith("Traceback") ? line : cause + " " + line;
        } else if (cause.startsWith("terminate called") && WHAT.matcher(line).matches()) {
            cause = cause + ": " + line;
        } else if (!cause.isEmpty()) {
            place(line);
        }
    }

    private void place(String line) {
        Matcher python = PYTHON_PLACE.matcher(line);
        Matcher go = GO_PLACE.matcher(line);
        Matcher java = JAVA_PLACE.matcher(line);
        if (python.matches() && awaitsMessage && isOwn(python.group(1))) {
            place = name(python.group(1)) + ":" + python.group(2); // the last is where it was thrown
        } else if (place.isEmpty() && go.matches() && isOwn(go.group(1))) {
            place = name(go.group(1));
        } else if (place.isEmpty() && java.matches()) {
            place = java.group(1);
        }
    }

    /** Whether a file is the program's and not the language's or a package's. */
    private static boolean isOwn(String file) {
        return !file.matches(
                ".*/(go|golang)[^/]*/(src|pkg)/.*|.*/src/runtime/.*|.*/(site|dist)-packages/.*|.*/lib/python.*|<.*");
    }

    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** The cause, or else the last line, as the rest of a sentence. */
    synchronized String inWords() {
        if (last.isEmpty()) {
            return "it printed nothing";
        }
        return cause.isEmpty() || awaitsMessage
                ? "the last line it printed: " + last
                : "it printed: " + Answer.plain(cause.replaceFirst(":$", ""))
                        + (place.isEmpty() ? "" : ", at " + place);
    }
}
