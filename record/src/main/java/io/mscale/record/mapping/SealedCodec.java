package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codec of a sealed interface of records. */
final class SealedCodec implements Codec {

    private static final String UNKNOWN = "unknown";

    private final Codecs codecs;
    private final Map<String, RecordCodec> records = new HashMap<>();
    private final String field;

    SealedCodec(Class<?> type, Codecs codecs) {
        this.codecs = codecs;
        this.field = discriminator(type)
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no @Discriminator"));
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            records.put(name(permitted), (RecordCodec) codecs.of(permitted));
        }
    }

    /** The discriminator field of a sealed type; empty if its records are not told apart in JSON. */
    static Optional<String> discriminator(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(Discriminator.class)).map(Discriminator::value);
    }

    /** The discriminator value of one of its records. */
    static String name(Class<?> permitted) {
        String name = permitted.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static boolean isUnknown(Class<?> permitted) {
        return name(permitted).equals(UNKNOWN);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
        Scalars.require(in, in.currentToken() == JsonToken.START_OBJECT, "an object");
        if (in.nextToken() != JsonToken.FIELD_NAME || !in.currentName().equals(field)) {
            throw new IOException("its first field is not '" + field + "'");
        }
        in.nextToken();
        Scalars.require(in, in.currentToken() == JsonToken.VALUE_STRING, "a text");
        String name = in.getText();
        @Nullable RecordCodec known = records.get(name);
        if (known != null && !name.equals(UNKNOWN)) {
            return known.readFields(in, null, null);
        }
        RecordCodec fallback = records.get(UNKNOWN);
        if (fallback == null) {
            throw new IOException("'" + name + "' is no " + field);
        }
        return fallback.readFields(in, field, name);
    }

    @Override
    public void write(Output out, Object value) throws IOException {
        codecs.of(value.getClass()).write(out, value);
    }
}
