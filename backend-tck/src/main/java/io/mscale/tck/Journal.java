package io.mscale.tck;

import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file by which the starter of this process knows where the kit is, should the backend end the process. Each line is a
 * word and its subject: {@code rules N}, {@code begin CASE}, {@code end CASE}, {@code done RULE}, and at the very end
 * {@code exit CODE}, without which the kit has not come to its end.
 */
final class Journal {

    private final Writer file;

    private Journal(Writer file) {
        this.file = file;
    }

    /** Begins a file, if one is wanted. */
    static Journal in(Optional<Path> file) {
        try {
            return new Journal(
                    file.isPresent()
                            // Not a channel, which would be closed by the interrupt of a thread that writes.
                            ? new FileWriter(file.get().toFile(), StandardCharsets.UTF_8)
                            : Writer.nullWriter());
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    void rules(long count) {
        write("rules", Long.toString(count));
    }

    void begin(String name) {
        write("begin", name);
    }

    void end(String name) {
        write("end", name);
    }

    void done(String rule) {
        write("done", rule);
    }

    void exit(int code) {
        write("exit", Integer.toString(code));
    }

    private synchronized void write(String word, String subject) {
        try {
            file.write(word + " " + subject + "\n");
            file.flush(); // what the process wrote survives its crash, but what it buffered does not
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
    }
}
