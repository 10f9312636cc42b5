package io.mscale.worker.external;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** JSON that a worker wrote, which may be anything. */
final class JsonObject {

    private static final int SHOWN = 60;
    private static final int LONGEST_TEXT = 500;

    private JsonObject() {}

    /**
     * The fields of an object.
     *
     * @param where what the text is, for the message
     * @throws ProtocolException if the text is something else than one object
     */
    static Map<String, Object> of(String text, String where) throws ProtocolException {
        try (JsonParser parser = JSON.std.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> fields = JSON.std.mapFrom(parser);
                if (parser.nextToken() == null) {
                    return fields;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Told below.
        }
        throw new ProtocolException(where + " is no JSON object: " + shown(text));
    }

    /** The beginning of a text, in quotes and without control characters. */
    static String shown(String text) {
        String plain = plain(text);
        return "'" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain) + "'";
    }

    /** A text for a record or a message: one line without control characters, and not without end. */
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}|\ufffd", "?");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "..." : line;
    }
}
