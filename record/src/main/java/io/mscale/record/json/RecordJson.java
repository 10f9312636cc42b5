package io.mscale.record.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import io.mscale.record.cell.CellFile;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes records as JSON. */
public final class RecordJson {

    private static final JSON MAPPER = JSON.std
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .with(JSON.Feature.WRITE_NULL_PROPERTIES)
            .without(JSON.Feature.USE_IS_GETTERS)
            .with(JSON.Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER);

    private static final JSON COMPACT = MAPPER.without(JSON.Feature.PRETTY_PRINT_OUTPUT);

    private RecordJson() {}

    /** Any record, map or list as JSON text. */
    public static String text(Object value) throws IOException {
        return MAPPER.asString(value) + "\n";
    }

    /** The same on one line, for files of which there are many. */
    public static String compact(Object value) throws IOException {
        return COMPACT.asString(value) + "\n";
    }

    /** Writes {@code run.json}, whole or not at all. */
    public static void write(Path file, RunRecord run) throws IOException {
        AtomicFile.write(file, text(run));
    }

    /** Writes {@code spec.json}, whole or not at all. */
    public static void write(Path file, CellSpec spec) throws IOException {
        AtomicFile.write(file, text(spec));
    }

    /** Writes {@code shard.json}, whole or not at all. */
    public static void write(Path file, ShardRecord shard) throws IOException {
        AtomicFile.write(file, text(shard));
    }

    /** Writes {@code cell.json}, whole or not at all. */
    public static void write(Path file, CellRecord cell) throws IOException {
        AtomicFile.write(file, text(CellFile.of(cell)));
    }

    /**
     * Reads {@code run.json}.
     *
     * @throws UnreadableRecordException if it is damaged or something else
     */
    public static RunRecord readRun(Path file) throws IOException {
        return read(file, RunRecord.class, RunRecord.SCHEMA, "run record");
    }

    /**
     * Reads {@code spec.json}.
     *
     * @throws UnreadableRecordException if it is damaged or something else
     */
    public static CellSpec readSpec(Path file) throws IOException {
        return read(file, CellSpec.class, CellSpec.SCHEMA, "cell specification");
    }

    /**
     * Reads {@code cell.json}.
     *
     * @throws UnreadableRecordException if it is damaged or something else
     */
    public static CellRecord readCell(Path file) throws IOException {
        return read(file, CellFile.class, CellFile.SCHEMA, "cell record").cell();
    }

    /**
     * Reads a value of a type without a schema of its own, such as a line of an event log.
     *
     * @throws IOException if the text is not such a value, or lacks a part of it
     */
    public static <T> T parse(String json, Class<T> type) throws IOException {
        return parse(json, text -> MAPPER.beanFrom(type, text));
    }

    private interface Reader<T> {
        @Nullable
        T read(String json) throws IOException;
    }

    private static <T> T parse(String json, Reader<T> reader) throws IOException {
        T value;
        try {
            value = reader.read(json);
        } catch (IOException | RuntimeException e) {
            // The mapper wraps what a record's constructor throws; a file too large for the heap is not damaged.
            OutOfMemory.behind(e).ifPresent(error -> {
                throw error;
            });
            throw new IOException(oneLine(e), e);
        }
        if (value == null) {
            throw new IOException("it holds nothing");
        }
        return value;
    }

    /**
     * Reads a file that names its schema in a field {@code schema}.
     *
     * @param schema the schema it must have
     * @param what the kind of file, for the message if it is something else
     * @throws UnreadableRecordException if it is damaged or something else
     */
    public static <T> T read(Path file, Class<T> type, String schema, String what) throws IOException {
        return read(file, schema, what, json -> parse(json, type));
    }

    /** What makes a value of the text of a file. */
    public interface Parser<T> {
        T parse(String json) throws IOException;
    }

    /** The same by a parser, which may say of the file what is wrong with it. */
    public static <T> T read(Path file, String schema, String what, Parser<T> parser) throws IOException {
        try {
            return readAll(file, schema, what, parser);
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.whileReading(file.toString(), e);
        }
    }

    private static <T> T readAll(Path file, String schema, String what, Parser<T> parser) throws IOException {
        String json;
        try {
            json = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecordException(file, "cannot be read as text (" + oneLine(e) + ")");
        }
        Object found;
        try {
            found = schemaOf(json);
            if (schema.equals(found)) {
                return parser.parse(json);
            }
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecordException(file, "is damaged or not a " + what + " (" + oneLine(e) + ")");
        }
        throw new UnreadableRecordException(file, otherSchema(found, schema, what));
    }

    /**
     * The schema that a file names; empty if it names none.
     *
     * @throws UnreadableRecordException if it is damaged or no JSON object
     */
    public static Optional<String> schemaOf(Path file) throws IOException {
        try {
            return Optional.ofNullable(schemaOf(Files.readString(file))).map(Object::toString);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecordException(file, "is damaged or not a record (" + oneLine(e) + ")");
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.whileReading(file.toString(), e);
        }
    }

    /** Reads no further than the field, which stands first in files of ours. */
    private static @Nullable Object schemaOf(String json) throws IOException {
        try (JsonParser parser = JSON.std.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("schema")) {
                    return MAPPER.anyFrom(parser);
                }
                parser.skipChildren();
            }
            return null;
        }
    }

    private static String otherSchema(@Nullable Object found, String schema, String what) {
        String family = schema.substring(0, schema.indexOf('/') + 1);
        if (found instanceof String name && name.startsWith(family)) {
            return "is a " + what + " of another version, '" + name + "'; this program reads '" + schema + "'";
        }
        String schemaFound = found == null ? "none" : "'" + found + "'";
        return "is not a " + what + ": its schema is " + schemaFound + ", not '" + schema + "'";
    }

    /** What the parser says in its messages of where its text is from, which it does not know. */
    private static final Pattern SOURCE = Pattern.compile(" ?\\([^(]*\\[Source: .*?\\]\\)");

    /** The first line of the root of the trouble; a constructor that misses a component names it. */
    private static String oneLine(Exception e) {
        Throwable root = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        if (root instanceof JsonProcessingException json) {
            JsonLocation place = json.getLocation();
            String at = place == null ? "" : ", line " + place.getLineNr() + " column " + place.getColumnNr();
            String message = json.getOriginalMessage().lines().findFirst().orElse("");
            return SOURCE.matcher(message).replaceAll("") + at;
        }
        String message = root.getMessage();
        if (message == null) {
            return root.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse("");
        return root instanceof NullPointerException ? "missing: " + line : line;
    }
}
