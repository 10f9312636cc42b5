package io.mscale.record.mapping;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps a record to a JSON object. Fields of inlined components are written beside the others. So that an object is
 * read in one pass, every field, however deeply nested in Java, has a slot in one flat array; the records are then
 * built from the inside out.
 */
final class RecordCodec implements Codec {

    /** Defaults of fields that older files lack, for SPI records, which cannot carry JSON annotations. */
    private static final Map<Class<?>, Map<String, Object>> SPI_ABSENT =
            Map.of(NetworkSpec.class, Map.of("firstLayer", FirstLayer.TRAINED, "omega", 1.0));

    /**
     * A component.
     *
     * @param codec a {@code RecordCodec} if it is inlined
     * @param slot the first of its slots
     * @param absent its value if the field is missing
     * @param isRequired whether the field is mandatory
     */
    private record Component(
            String name,
            Method accessor,
            Codec codec,
            boolean isInline,
            int slot,
            @Nullable Object absent,
            boolean isRequired) {}

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Component> components = new ArrayList<>();
    private final Map<String, Component> fields = new HashMap<>();
    private final int slots;
    /** Discriminator field and value; null if the record is not part of a sealed type. */
    private final Map.@Nullable Entry<String, String> mark;

    private RecordCodec(Class<?> type, Constructor<?> constructor, Codecs codecs) {
        this.type = type;
        this.constructor = constructor;
        this.mark = mark(type).orElse(null);
        int slot = 0;
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isInline = component.isAnnotationPresent(Inline.class);
            Codec codec = codecs.of(component.getGenericType());
            Object absent = absent(type, component, codec);
            component.getAccessor().setAccessible(true);
            Component made = new Component(
                    component.getName(),
                    component.getAccessor(),
                    codec,
                    isInline,
                    slot,
                    absent,
                    !isInline && absent == null && (component.getType().isPrimitive() || SPI_ABSENT.containsKey(type)));
            components.add(made);
            if (isInline) {
                RecordCodec part = (RecordCodec) codec;
                for (Component field : part.fields.values()) {
                    put(new Component(
                            field.name(),
                            field.accessor(),
                            field.codec(),
                            false,
                            slot + field.slot(),
                            field.absent(),
                            field.isRequired()));
                }
                slot += part.slots;
            } else {
                put(made);
                slot++;
            }
        }
        this.slots = slot;
    }

    static RecordCodec of(Class<?> type, Codecs codecs) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return new RecordCodec(type, constructor, codecs);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    private static Optional<Map.Entry<String, String>> mark(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .filter(parent -> !SealedCodec.isUnknown(type))
                .map(SealedCodec::discriminator)
                .flatMap(Optional::stream)
                .findFirst()
                .map(field -> Map.entry(field, SealedCodec.name(type)));
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

    private void put(Component field) {
        if (fields.put(field.name(), field) != null) {
            throw new IllegalStateException(type + " has two fields '" + field.name() + "'");
        }
    }

    @Override
    public Object read(JsonParser in) throws IOException {
        Scalars.require(in, in.currentToken() == JsonToken.START_OBJECT, "an object");
        return readFields(in, null, null);
    }

    /**
     * Reads the rest of an object. Unknown fields are skipped: they come from a later version.
     *
     * @param known a field that was already read, with its value; null if there is none
     */
    Object readFields(JsonParser in, @Nullable String known, @Nullable String value) throws IOException {
        @Nullable Object[] values = new Object[slots];
        for (Component field : fields.values()) {
            values[field.slot()] = field.absent();
        }
        if (known != null && fields.containsKey(known)) {
            values[fields.get(known).slot()] = value;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            Component field = fields.get(in.currentName());
            in.nextToken();
            if (field == null) {
                in.skipChildren();
            } else if (in.currentToken() != JsonToken.VALUE_NULL) {
                values[field.slot()] = read(in, field);
            }
        }
        for (Component field : fields.values()) {
            if (field.isRequired() && values[field.slot()] == null) {
                throw new IOException("missing: " + field.name());
            }
        }
        return build(in, values, 0);
    }

    private static Object read(JsonParser in, Component field) throws IOException {
        try {
            return field.codec().read(in);
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(in, field.name() + ": " + e.getMessage());
        }
    }

    private Object build(JsonParser in, @Nullable Object[] values, int offset) throws IOException {
        @Nullable Object[] arguments = new Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            Component component = components.get(i);
            int slot = offset + component.slot();
            arguments[i] =
                    component.isInline() ? ((RecordCodec) component.codec()).build(in, values, slot) : values[slot];
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw refusal(in, e, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record can be made by its canonical constructor", e);
        }
    }

    /**
     * Reports values that the constructor rejects. A null that it rejects, or that makes it throw, is a missing
     * field.
     */
    private IOException refusal(JsonParser in, InvocationTargetException e, @Nullable Object[] arguments) {
        Throwable cause = e.getTargetException();
        if (cause instanceof Error error) {
            throw error;
        }
        String message = String.valueOf(cause.getMessage());
        if (!(cause instanceof NullPointerException)) {
            return new JsonParseException(in, message);
        }
        boolean isNamed = message.matches("[\\w.]+") && !message.equals("null");
        String first = "";
        for (int i = arguments.length - 1; i >= 0; i--) {
            first = arguments[i] == null ? components.get(i).name() : first;
        }
        return new IOException("missing: " + (isNamed ? message : first.isEmpty() ? "an element" : first));
    }

    @Override
    public void write(Output out, Object value) throws IOException {
        out.json().writeStartObject();
        if (mark != null) {
            out.json().writeStringField(mark.getKey(), mark.getValue());
        }
        writeFields(out, value);
        out.json().writeEndObject();
    }

    private void writeFields(Output out, Object value) throws IOException {
        for (Component component : components) {
            Object part = get(component, value);
            if (component.isInline()) {
                ((RecordCodec) component.codec()).writeFields(out, Objects.requireNonNull(part, component.name()));
            } else if (part != null || out.nulls()) {
                out.json().writeFieldName(component.name());
                component.codec().writeOrNull(out, part);
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
