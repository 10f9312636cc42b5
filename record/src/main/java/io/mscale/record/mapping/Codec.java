package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes values of one type. */
interface Codec {

    /**
     * Reads a value that is not null.
     *
     * @param in stands on the value's first token, and on its last afterwards
     */
    Object read(JsonParser in) throws IOException;

    /** Writes a value that is not null. */
    void write(Output out, Object value) throws IOException;

    /** Reads a value, which may be null. */
    default @Nullable Object readOrNull(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : read(in);
    }

    /** Writes a value, which may be null. */
    default void writeOrNull(Output out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.json().writeNull();
        } else {
            write(out, value);
        }
    }

    /**
     * Where JSON goes.
     *
     * @param nulls whether components that are null are written
     */
    record Output(JsonGenerator json, boolean nulls) {}
}
