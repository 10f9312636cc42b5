package io.mscale.record.external;

import io.mscale.record.json.RecordJson;
import io.mscale.record.json.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads {@code backend.json}. People write it by hand, so errors are reported in terms of the file's own fields. */
public final class BackendFileReader {

    private static final Form TEXT = new Form("text", value -> value instanceof String);
    private static final Form WHOLE = new Form("a whole number", value -> value instanceof Integer);
    private static final Form TRUTH = new Form("true or false", value -> value instanceof Boolean);
    private static final Form TEXTS = new Form(
            "a list of texts, as in [\"a\", \"b\"]",
            value -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    private static final Form TEXTS_BY_NAME = new Form(
            "texts by names, as in {\"a\": \"b\"}",
            value -> value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance));
    private static final Form OBJECT = new Form("an object", value -> value instanceof Map<?, ?>);

    private static final Map<String, Field> FIELDS = Map.of(
            "schema", new Field(TEXT, true),
            "protocol", new Field(WHOLE, true),
            "id", new Field(TEXT, true),
            "description", new Field(TEXT, true),
            "command", new Field(TEXTS, true),
            "install", new Field(TEXT, false),
            "environment", new Field(TEXTS_BY_NAME, false),
            "capabilities", new Field(OBJECT, true));

    private static final Map<String, Field> CAPABILITIES = Map.of(
            "devices", new Field(TEXTS, true),
            "precisions", new Field(TEXTS, true),
            "structures", new Field(TEXTS, true),
            "activations", new Field(TEXTS, true),
            "options", new Field(TEXTS, true),
            "bitReproducible", new Field(TRUTH, true));

    private record Form(String name, Predicate<@Nullable Object> fits) {}

    private record Field(Form form, boolean isRequired) {}

    private BackendFileReader() {}

    /**
     * Reads the file.
     *
     * @throws IOException if it is damaged, has another schema, lacks a field or has an unknown one
     */
    public static BackendFile read(Path file) throws IOException {
        return RecordJson.read(file, BackendFile.SCHEMA, "description of a backend", json -> {
            Map<String, Object> fields = RecordJson.object(json);
            check(file, "", fields, FIELDS);
            check(file, "capabilities.", (Map<?, ?>) fields.get("capabilities"), CAPABILITIES);
            return RecordJson.parse(json, BackendFile.class);
        });
    }

    private static void check(Path file, String prefix, @Nullable Map<?, ?> json, Map<String, Field> fields)
            throws IOException {
        Map<?, ?> found = json == null ? Map.of() : json;
        for (Object name : found.keySet()) {
            if (!fields.containsKey(name)) {
                throw new UnreadableRecordException(
                        file,
                        "has a field '" + prefix + name + "', which there is not; there are "
                                + String.join(", ", new TreeMap<>(fields).keySet()));
            }
        }
        for (Map.Entry<String, Field> field : new TreeMap<>(fields).entrySet()) {
            Object value = found.get(field.getKey());
            Form form = field.getValue().form();
            if (value == null && field.getValue().isRequired()) {
                throw new UnreadableRecordException(
                        file, "lacks " + prefix + field.getKey() + ", which is " + form.name());
            }
            if (value != null && !form.fits().test(value)) {
                throw new UnreadableRecordException(
                        file, "has a " + prefix + field.getKey() + " that is not " + form.name());
            }
        }
    }
}
