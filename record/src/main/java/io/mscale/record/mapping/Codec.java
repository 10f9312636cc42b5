package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes values of one type. */
interface Codec {

    /**
     * Reads a non-null value.
     *
     * @param in positioned on the value's first token; on its last afterwards
     */
    Object read(JsonParser in) throws IOException;

    /**
     * Writes a non-null value.
     *
     * @param nulls whether null components are written
     */
    void write(JsonGenerator out, Object value, boolean nulls) throws IOException;

    default @Nullable Object readOrNull(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : read(in);
    }

    default void writeOrNull(JsonGenerator out, @Nullable Object value, boolean nulls) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            write(out, value, nulls);
        }
    }

    /** Returns the parser, or reports that its token is not what was wanted. */
    static JsonParser require(JsonParser in, boolean holds, String wanted) throws IOException {
        if (!holds) {
            throw new JsonParseException(in, "'" + in.getText() + "' is not " + wanted);
        }
        return in;
    }
}
