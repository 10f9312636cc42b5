package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.NetworkSpec;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps a record to a JSON object. Fields of inlined components are written beside the others; on reading, all fields
 * are collected first, and the records are then built from the inside out. A component that is neither {@code @Nullable}
 * nor has a default must be present.
 */
final class RecordCodec implements Codec {

    /** Defaults of fields that older files lack, for SPI records, which cannot carry JSON annotations. */
    private static final Map<Class<?>, Map<String, Object>> SPI_ABSENT =
            Map.of(NetworkSpec.class, Map.of("firstLayer", FirstLayer.TRAINED, "omega", 1.0));

    /**
     * A component.
     *
     * @param codec a {@code RecordCodec} if it is inlined
     * @param absent its value if the field is missing
     */
    private record Component(
            String name,
            Method accessor,
            Codec codec,
            boolean isInline,
            @Nullable Object absent,
            boolean isNullable) {}

    /** The field that tells the records of a sealed type apart, and its value for one of them. */
    record Mark(String field, String name) {

        /** The mark of a record; empty if its interfaces have no record {@code Unknown}, or if it is that one. */
        static Optional<Mark> of(Class<?> type) {
            return Stream.of(type.getInterfaces())
                    .flatMap(parent -> unknown(parent).stream())
                    .filter(unknown -> unknown != type)
                    .findFirst()
                    .map(unknown -> new Mark(field(unknown), name(type)));
        }

        /** The record {@code Unknown} of a sealed type, which stands for all that a later version adds. */
        static Optional<Class<?>> unknown(Class<?> parent) {
            return parent.isSealed()
                    ? Stream.of(parent.getPermittedSubclasses())
                            .filter(type -> type.getSimpleName().equals("Unknown"))
                            .<Class<?>>map(type -> type)
                            .findFirst()
                    : Optional.empty();
        }

        /** The first component of the record {@code Unknown} names the field. */
        static String field(Class<?> unknown) {
            return unknown.getRecordComponents()[0].getName();
        }

        /** The simple name in lower camel case. */
        static String name(Class<?> type) {
            String name = type.getSimpleName();
            return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        }
    }

    private final Constructor<?> constructor;
    private final List<Component> components = new ArrayList<>();
    /** Codecs of all fields, including those of inlined components. */
    private final Map<String, Codec> fields = new HashMap<>();

    private final @Nullable Mark mark;

    RecordCodec(Class<?> type, Codecs codecs) {
        RecordComponent[] parts = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
        constructor.setAccessible(true);
        mark = Mark.of(type).orElse(null);
        for (RecordComponent part : parts) {
            String name = part.getName();
            Codec codec = codecs.of(part.getGenericType());
            boolean isInline = part.isAnnotationPresent(Inline.class);
            Map<String, Codec> own = isInline ? ((RecordCodec) codec).fields : Map.of(name, codec);
            own.forEach((field, codecOfField) -> {
                if (fields.put(field, codecOfField) != null) {
                    throw new IllegalStateException(type + " has two fields '" + field + "'");
                }
            });
            part.getAccessor().setAccessible(true);
            boolean isNullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
            components.add(
                    new Component(name, part.getAccessor(), codec, isInline, absent(type, part, codec), isNullable));
        }
    }

    private static @Nullable Object absent(Class<?> type, RecordComponent component, Codec codec) {
        IfAbsent written = component.getAnnotation(IfAbsent.class);
        if (written == null) {
            return SPI_ABSENT.getOrDefault(type, Map.of()).get(component.getName());
        }
        try {
            return JsonMapping.read(written.value(), codec);
        } catch (IOException e) {
            throw new IllegalStateException("@IfAbsent of " + type + " is not JSON of its type", e);
        }
    }

    @Override
    public Object read(JsonParser in) throws IOException {
        Codec.require(in, in.currentToken() == JsonToken.START_OBJECT, "an object");
        return readFields(in, "", "");
    }

    /**
     * Reads the rest of an object. Unknown fields are skipped: they come from a later version.
     *
     * @param known a field that was already read, with its value
     */
    Object readFields(JsonParser in, String known, String value) throws IOException {
        Map<String, Object> values = new HashMap<>();
        values.put(known, value);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            Codec codec = fields.get(name);
            in.nextToken();
            if (codec == null) {
                in.skipChildren();
            } else if (in.currentToken() != JsonToken.VALUE_NULL) {
                try {
                    values.put(name, codec.read(in));
                } catch (IllegalArgumentException e) {
                    throw new JsonParseException(in, name + ": " + e.getMessage());
                }
            }
        }
        return build(in, values);
    }

    private Object build(JsonParser in, Map<String, Object> values) throws IOException {
        @Nullable Object[] arguments = new Object[components.size()];
        String missing = null;
        for (int i = 0; i < arguments.length; i++) {
            Component component = components.get(i);
            Object value = values.get(component.name());
            arguments[i] = component.isInline()
                    ? ((RecordCodec) component.codec()).build(in, values)
                    : value == null ? component.absent() : value;
            if (arguments[i] == null && !component.isNullable()) {
                missing = missing == null ? component.name() : missing;
                if (component.accessor().getReturnType().isPrimitive()) {
                    throw missing(missing);
                }
            }
        }
        try {
            Object made = constructor.newInstance(arguments);
            if (missing != null) {
                throw missing(missing);
            }
            return made;
        } catch (InvocationTargetException e) {
            throw refusal(in, e.getTargetException(), missing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record can be made by its canonical constructor", e);
        }
    }

    /** Reports values that the constructor rejects. Its own name for a missing field comes before the component's. */
    private static IOException refusal(JsonParser in, Throwable cause, @Nullable String missing) {
        if (cause instanceof Error error) {
            throw error;
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof NullPointerException) {
            boolean isNamed = message.matches("[\\w.]+") && !message.equals("null");
            return missing(isNamed ? message : Objects.requireNonNullElse(missing, "an element"));
        }
        return missing == null ? new JsonParseException(in, message) : missing(missing);
    }

    private static IOException missing(String field) {
        return new IOException("missing: " + field);
    }

    @Override
    public void write(JsonGenerator out, Object value, boolean nulls) throws IOException {
        out.writeStartObject();
        if (mark != null) {
            out.writeStringField(mark.field(), mark.name());
        }
        writeFields(out, value, nulls);
        out.writeEndObject();
    }

    private void writeFields(JsonGenerator out, Object value, boolean nulls) throws IOException {
        for (Component component : components) {
            Object part = get(component, value);
            if (component.isInline()) {
                ((RecordCodec) component.codec()).writeFields(out, Objects.requireNonNull(part), nulls);
            } else if (part != null || nulls) {
                out.writeFieldName(component.name());
                component.codec().writeOrNull(out, part, nulls);
            }
        }
    }

    private static @Nullable Object get(Component component, Object value) {
        try {
            return component.accessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component can be read", e);
        }
    }
}
