package io.mscale.worker.external;

import io.mscale.record.file.NpyArray;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folder for the arrays exchanged between host and program, and for a log of the questions. */
public final class Exchange {

    /** Limit of the question log: JMH's steps would fill it endlessly. */
    private static final int MOST_QUESTIONS = 10_000;

    private final Path path;
    private final boolean isTemporary;
    private final BufferedWriter questions;
    private int noted;

    private Exchange(Path path, boolean isTemporary) throws IOException {
        this.path = path;
        this.isTemporary = isTemporary;
        this.questions = Files.newBufferedWriter(path.resolve("questions.jsonl"));
    }

    /**
     * Creates an empty exchange.
     *
     * @param kept its folder, replacing whatever is there; null for a temporary one
     */
    static Exchange create(@Nullable Path kept) {
        try {
            if (kept != null) {
                delete(kept);
                return new Exchange(Files.createDirectories(kept.toAbsolutePath()), false);
            }
            Path path = Files.createTempDirectory("mscale-exchange");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> tryDelete(path), "exchange-end"));
            return new Exchange(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException("there is no folder for what is exchanged: " + e.getMessage(), e);
        }
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

    private Path file(int model, String name) {
        return path.resolve(model + "-" + name + ".npy");
    }

    /** Writes a model's array for the program. No need to force it to disk: both processes see the same file. */
    Path write(int model, String name, NpyArray array) {
        Path file = file(model, name);
        try {
            return Files.write(file, array.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The file for an array of a model that the program is to write. */
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
     * @throws WorkerFailure if it is missing or invalid, or does not have that many elements
     */
    static void read(Path file, double[] into) {
        double[] values;
        try {
            values = NpyArray.read(file).values();
        } catch (IOException e) {
            throw WorkerFailure.protocol(String.valueOf(e.getMessage()));
        }
        if (values.length != into.length) {
            throw WorkerFailure.protocol(
                    file.getFileName() + " holds " + values.length + " numbers, not " + into.length);
        }
        System.arraycopy(values, 0, into, 0, into.length);
    }

    /** Deletes a closed model's arrays, unless they are to be kept. */
    void forget(int model) {
        if (!isTemporary || !Files.exists(path)) {
            return;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(path, file(model, "*").getFileName().toString())) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the arrays in " + path + " cannot be removed: " + e.getMessage(), e);
        }
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
