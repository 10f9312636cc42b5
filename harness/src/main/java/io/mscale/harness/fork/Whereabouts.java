package io.mscale.harness.fork;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a worker was doing when it was stopped at its time limit, from the end of its log. */
public final class Whereabouts {

    /** Contains the threads of several JVMs. */
    private static final int MOST_BYTES = 1 << 20;

    /** What a worker prints when it is stopped while an external program has not answered; must match its own text. */
    private static final Pattern UNANSWERED =
            Pattern.compile("^the program had not answered '\\w+' for \\d+ s", Pattern.MULTILINE);

    private Whereabouts() {}

    /** The rest of a sentence, which begins with a semicolon; empty if the log does not say. */
    public static String in(Path log) {
        String end;
        try {
            end = end(log);
        } catch (IOException e) {
            return "";
        }
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
