package io.mscale.record.json;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.mapping.Inline;
import io.mscale.record.mapping.JsonMapping;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.record.run.AbRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes records as JSON. */
public final class RecordJson {

    private static final String SCHEMA = "schema";
    private static final String SPEC_SCHEMA = "mscale-spec/1";
    private static final String CELL_SCHEMA = "mscale-cell/1";

    /** Contents of {@code spec.json}. */
    private record SpecFile(String schema, @Inline CellSpec spec) {}

    /** Contents of {@code cell.json}. */
    private record CellFile(String schema, CellRecord cell) {}

    private RecordJson() {}

    /** Formats a record, map or list as JSON text. */
    public static String text(Object value) throws IOException {
        return JsonMapping.write(value, JsonMapping.Layout.PRETTY) + "\n";
    }

    /** Like {@link #text}, on one line, for files that exist in large numbers. */
    public static String compact(Object value) throws IOException {
        return JsonMapping.write(value, JsonMapping.Layout.LINE) + "\n";
    }

    /** One line of a log, without line terminator and without null components. */
    public static String line(Object value) throws IOException {
        return JsonMapping.write(value, JsonMapping.Layout.BRIEF);
    }

    /** Writes {@code run.json} atomically. */
    public static void write(Path file, RunRecord run) throws IOException {
        AtomicFile.write(file, text(run));
    }

    /** Writes {@code spec.json} atomically. */
    public static void write(Path file, CellSpec spec) throws IOException {
        AtomicFile.write(file, text(new SpecFile(SPEC_SCHEMA, spec)));
    }

    /** Writes {@code shard.json} atomically. */
    public static void write(Path file, ShardRecord shard) throws IOException {
        AtomicFile.write(file, text(shard));
    }

    /** Writes {@code ab.json} atomically. */
    public static void write(Path file, AbRecord comparison) throws IOException {
        AtomicFile.write(file, text(comparison));
    }

    /** Writes {@code cell.json} atomically. */
    public static void write(Path file, CellRecord cell) throws IOException {
        AtomicFile.write(file, text(new CellFile(CELL_SCHEMA, cell)));
    }

    /**
     * Reads {@code run.json}.
     *
     * @throws UnreadableRecordException if it is damaged or not a run record
     */
    public static RunRecord readRun(Path file) throws IOException {
        return read(file, RunRecord.class, RunRecord.SCHEMA, "run record");
    }

    /**
     * Reads {@code spec.json}.
     *
     * @throws UnreadableRecordException if it is damaged or not a specification
     */
    public static CellSpec readSpec(Path file) throws IOException {
        return read(file, SpecFile.class, SPEC_SCHEMA, "cell specification").spec();
    }

    /**
     * Reads {@code cell.json}.
     *
     * @throws UnreadableRecordException if it is damaged or not a cell record
     */
    public static CellRecord readCell(Path file) throws IOException {
        return read(file, CellFile.class, CELL_SCHEMA, "cell record").cell();
    }

    /**
     * Parses a value of a type without a schema, such as a line of an event log.
     *
     * @throws IOException if the text is not such a value, or an incomplete one
     */
    public static <T> T parse(String json, Class<T> type) throws IOException {
        try {
            return JsonMapping.read(json, type);
        } catch (IOException | RuntimeException e) {
            throw new IOException(JsonMapping.problem(e), e);
        }
    }

    /**
     * Parses an object of unknown structure into maps, lists, strings, numbers and booleans.
     *
     * @throws IOException if the text is not a JSON object
     */
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    public static Map<String, Object> object(String json) throws IOException {
        return parse(json, Map.class);
    }

    /**
     * Reads a file that names its schema in a field {@code schema}.
     *
     * @param schema the required schema
     * @param what the kind of file, for error messages
     * @throws UnreadableRecordException if it is damaged or has another schema
     */
    public static <T> T read(Path file, Class<T> type, String schema, String what) throws IOException {
        return read(file, schema, what, json -> parse(json, type));
    }

    /** Parses the text of a file. */
    public interface Parser<T> {
        T parse(String json) throws IOException;
    }

    /** Reads like the other {@code read}, with a parser whose own error messages are passed on. */
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
            throw new UnreadableRecordException(file, "cannot be read as text (" + JsonMapping.problem(e) + ")");
        }
        Object found;
        try {
            found = JsonMapping.field(json, SCHEMA).orElse(null);
            if (schema.equals(found)) {
                return parser.parse(json);
            }
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecordException(
                    file, "is damaged or not a " + what + " (" + JsonMapping.problem(e) + ")");
        }
        throw new UnreadableRecordException(file, otherSchema(found, schema, what));
    }

    /**
     * The schema that a file names; empty if it names none.
     *
     * @throws UnreadableRecordException if it is damaged or not a JSON object
     */
    public static Optional<String> schemaOf(Path file) throws IOException {
        try {
            return JsonMapping.field(Files.readString(file), SCHEMA).map(Object::toString);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecordException(file, "is damaged or not a record (" + JsonMapping.problem(e) + ")");
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.whileReading(file.toString(), e);
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
}
