package io.mscale.worker.external;

import io.mscale.record.file.NpyArray;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folder for the arrays exchanged between host and program, and for a log of the questions. */
public final class Exchange {

    /** Limit of the question log: JMH's steps would fill it endlessly. */
    private static final int MOST_QUESTIONS = 10_000;

    private final Path path;
    private final BufferedWriter questions;
    private int noted;

    private Exchange(Path path) throws IOException {
        this.path = path;
        this.questions = Files.newBufferedWriter(path.resolve("questions.jsonl"));
    }

    /** Creates an empty exchange, replacing whatever is there. */
    static Exchange create(Path path) throws IOException {
        delete(path);
        return new Exchange(Files.createDirectories(path.toAbsolutePath()));
    }

    /** Logs a question, so that {@code COMMAND < questions.jsonl} replays the conversation. */
    void note(String question) {
        if (noted++ >= MOST_QUESTIONS) {
            return;
        }
        try {
            questions.write(question);
            questions.write('\n');
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a question cannot be kept: " + e.getMessage(), e);
        }
    }

    /** The file for a model's array. */
    Path file(int model, String name) {
        return path.resolve(model + "-" + name + ".npy");
    }

    /** Writes an array for the program. No need to force it to disk: both processes see the same file. */
    Path write(int model, String name, NpyArray array) {
        Path file = file(model, name);
        try {
            Files.write(file, array.bytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The file for an array that the program is to write. */
    Path toBeWritten(int model, String name) {
        Path file = file(model, name);
        try {
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an array that the program wrote.
     *
     * @throws WorkerFailure if it is missing or invalid, or does not have the expected number of elements
     */
    static double[] read(Path file, int expected) {
        double[] values;
        try {
            values = NpyArray.read(file).values();
        } catch (IOException e) {
            throw WorkerFailure.protocol(String.valueOf(e.getMessage()));
        }
        if (values.length != expected) {
            throw WorkerFailure.protocol(file.getFileName() + " holds " + values.length + " numbers, not " + expected);
        }
        return values;
    }

    /** Deletes a model's arrays. */
    void forget(int model, List<String> names) {
        names.forEach(name -> toBeWritten(model, name));
    }

    /** Deletes the folder; if files are still being written, reports that and leaves the rest. */
    public static void tryDelete(Path path) {
        try {
            delete(path);
        } catch (IOException e) {
            System.out.println("the exchanged files could not be removed: " + e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
