package io.mscale.harness.fork;

import io.mscale.record.cell.CellStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a worker was doing when it was stopped at its time limit, or when its JVM crashed, from the end of its log. */
public final class Whereabouts {

    /** Contains the threads of several JVMs. */
    private static final int MOST_BYTES = 1 << 20;

    /** What a worker prints when it is stopped while an external program has not answered; must match its own text. */
    private static final Pattern UNANSWERED =
            Pattern.compile("^the program had not answered '\\w+' for \\d+ s", Pattern.MULTILINE);

    /** What a JVM prints when native code crashes it: the signal, and the line after this heading. */
    private static final Pattern SIGNAL = Pattern.compile("^#\\s+((?:SIG|EXCEPTION_)\\w+)", Pattern.MULTILINE);

    private static final Pattern CRASHED_IN = Pattern.compile("# Problematic frame:\\s+#\\s*(.{1,200})");

    private Whereabouts() {}

    /** How a worker's story goes on in its log, as the rest of a sentence; empty if the log does not say. */
    public static String in(Path log, CellStatus status) {
        try {
            return switch (status) {
                case TIMEOUT -> whenStopped(end(log));
                case CRASHED -> crash(end(log)).map(crash -> "; " + crash).orElse("");
                default -> "";
            };
        } catch (IOException e) {
            return "";
        }
    }

    /** A JVM's crash in native code, from what it printed. */
    static Optional<String> crash(String log) {
        Matcher signal = SIGNAL.matcher(log);
        Matcher frame = CRASHED_IN.matcher(log);
        return signal.find() && frame.find()
                ? Optional.of("its JVM crashed with " + signal.group(1) + " in "
                        + frame.group(1).strip().replaceAll("\\s+", " "))
                : Optional.empty();
    }

    private static String whenStopped(String end) {
        Matcher unanswered = UNANSWERED.matcher(end);
        return unanswered.find()
                ? "; " + unanswered.group()
                : ThreadDump.call(end).map(call -> "; it was in " + call).orElse("");
    }

    private static String end(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MOST_BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
