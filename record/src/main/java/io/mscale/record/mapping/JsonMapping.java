package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts values to JSON text and back. */
public final class JsonMapping {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Codecs CODECS = new Codecs();

    /** The parser's remark on the source of its text, which it does not know; removed from messages. */
    private static final Pattern SOURCE = Pattern.compile(" ?\\([^(]*\\[Source: .*?\\]\\)");

    private JsonMapping() {}

    /** Layout of JSON text. */
    public enum Layout {
        /** One line per field, including null components; for people. */
        PRETTY,
        /** A single line, including null components. */
        LINE,
        /** A single line without null components. */
        BRIEF
    }

    /** Formats a record, map or list. */
    public static String write(Object value, Layout layout) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            if (layout == Layout.PRETTY) {
                out.useDefaultPrettyPrinter();
            }
            CODECS.ofValue(value).write(out, value, layout != Layout.BRIEF);
        }
        return text.toString();
    }

    /**
     * Parses a value.
     *
     * @throws IOException if the text is not JSON, or not a value of that type
     */
    public static <T> T read(String json, Class<T> type) throws IOException {
        return type.cast(read(json, CODECS.of(type)));
    }

    static Object read(String json, Codec codec) throws IOException {
        try (JsonParser in = FACTORY.createParser(json)) {
            JsonToken first = in.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                throw new IOException("it holds nothing");
            }
            Object value = codec.read(in);
            if (in.nextToken() != null) {
                throw new IOException("something follows its end");
            }
            return value;
        }
    }

    /**
     * Reads one field without parsing the rest.
     *
     * @return empty if the field is missing or null
     * @throws IOException if the text is not a JSON object
     */
    public static Optional<Object> field(String json, String name) throws IOException {
        try (JsonParser in = FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = in.currentName().equals(name);
                in.nextToken();
                if (found) {
                    return Optional.ofNullable(CODECS.of(Object.class).readOrNull(in));
                }
                in.skipChildren();
            }
            return Optional.empty();
        }
    }

    /** Describes a parsing problem on one line, with its position if known. */
    public static String problem(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof JsonProcessingException)) {
            root = root.getCause();
        }
        String place = "";
        String message = root.getMessage();
        if (root instanceof JsonProcessingException json) {
            message = json.getOriginalMessage();
            JsonLocation at = json.getLocation();
            place = at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr();
        }
        String line = message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return SOURCE.matcher(line + place).replaceAll("");
    }
}
