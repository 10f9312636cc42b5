package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
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

    /** Writes a non-null value. */
    void write(Output out, Object value) throws IOException;

    /** Reads a value that may be null. */
    default @Nullable Object readOrNull(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : read(in);
    }

    /** Writes a value that may be null. */
    default void writeOrNull(Output out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.json().writeNull();
        } else {
            write(out, value);
        }
    }

    /**
     * Destination of JSON output.
     *
     * @param nulls whether null components are written
     */
    record Output(JsonGenerator json, boolean nulls) {}
}
