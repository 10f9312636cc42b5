package io.mscale.worker.external;

import io.mscale.record.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a program's output into answers and other text. An answer extends from <code>{"id":</code> to the end of its
 * line, or is a line that is a JSON object with the id that is asked for anywhere; everything else, such as what libraries print, even
 * before an answer on the same line, goes to the log, up to a limit.
 */
final class ProgramOutput {

    /** Limit of the logged output: a program that prints endlessly must not fill the disk. */
    static final long MOST_LOGGED = 10L << 20;

    private static final Pattern ANSWER = Pattern.compile("\\{\\s*\"id\"\\s*:");
    private static final Pattern OBJECT_WITH_ID = Pattern.compile("\\s*\\{.*\"id\".*\\}\\s*");

    private final PrintStream log;
    private final Consumer<String> answers;
    private final IntSupplier asked;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isRestOfLongLine;
    private long logged;
    private final LastWords lastWords = new LastWords();

    /**
     * Creates an output that has not been read.
     *
     * @param asked the id of the last question
     */
    ProgramOutput(PrintStream log, Consumer<String> answers, IntSupplier asked) {
        this.log = log;
        this.answers = answers;
        this.asked = asked;
    }

    /** Why the program ended, as far as what it printed beside answers says so. */
    String lastWords() {
        return lastWords.inWords();
    }

    /** Reads until the stream ends or breaks. */
    void read(InputStream output) {
        byte[] buffer = new byte[1 << 13];
        try (output) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                int from = 0;
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, from, i + 1 - from);
                        endLine();
                        isRestOfLongLine = false;
                        from = i + 1;
                    }
                }
                line.write(buffer, from, n - from);
                if (line.size() > Answer.LONGEST) {
                    endLine();
                    isRestOfLongLine = true;
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the program is killed.
        }
        endLine();
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        Matcher answer = ANSWER.matcher(text);
        if (!isRestOfLongLine && isAnswerWithIdBehind(text)) {
            lastWords.answered();
            answers.accept(text.strip());
        } else if (!isRestOfLongLine && answer.find()) {
            if (answer.start() > 0) {
                log(text.substring(0, answer.start()) + "\n");
            }
            lastWords.answered();
            answers.accept(text.substring(answer.start()).stripTrailing());
        } else if (!text.isEmpty()) {
            log(text);
        }
    }

    /** As some JSON libraries write it, which sort the fields. */
    private boolean isAnswerWithIdBehind(String text) {
        if (!OBJECT_WITH_ID.matcher(text).matches()) {
            return false;
        }
        try {
            return Integer.valueOf(asked.getAsInt())
                    .equals(RecordJson.object(text).get("id"));
        } catch (IOException e) {
            return false;
        }
    }

    private void log(String text) {
        lastWords.line(text);
        if (logged < MOST_LOGGED) {
            log.print(text);
            logged += text.length();
            if (logged >= MOST_LOGGED) {
                log.println();
                log.println("... more than " + (MOST_LOGGED >> 20) + " MiB were printed; the rest is dropped");
            }
            log.flush();
        }
    }
}
