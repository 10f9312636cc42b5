package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mscale.api.Device;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Scales;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.training.Loss;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Codecs by type, made on first use. */
final class Codecs {

    private final Map<Type, Codec> made = new ConcurrentHashMap<>();

    Codecs() {
        Scalar integer = new Scalar(in -> (int) whole(in, Integer.MIN_VALUE, Integer.MAX_VALUE), value -> value);
        Scalar whole = new Scalar(in -> whole(in, Long.MIN_VALUE, Long.MAX_VALUE), value -> value);
        Scalar number = new Scalar(
                in -> Codec.require(in, in.currentToken().isNumeric(), "a number")
                        .getDoubleValue(),
                value -> value);
        Scalar truth = new Scalar(
                in -> Codec.require(in, in.currentToken().isBoolean(), "true or false")
                        .getBooleanValue(),
                value -> value);
        made.putAll(Map.of(int.class, integer, Integer.class, integer, long.class, whole, Long.class, whole));
        made.putAll(Map.of(double.class, number, Double.class, number, boolean.class, truth, Boolean.class, truth));
        made.put(String.class, text(text -> text));
        made.put(Device.class, text(Device::parse));
        made.put(Scales.class, text(Scales::parse));
        made.put(ActivationPattern.class, text(ActivationPattern::named));
        made.put(Loss.class, text(Loss::named));
        made.put(Object.class, new AnyCodec());
    }

    /**
     * The codec of a component's type.
     *
     * @throws IllegalArgumentException if the type has no JSON form
     */
    Codec of(Type type) {
        Codec codec = made.get(type);
        if (codec == null) {
            codec = make(type);
            made.put(type, codec);
        }
        return codec;
    }

    /** The codec of a value without a declared type. */
    Codec ofValue(Object value) {
        if (value instanceof Enum<?> constant) {
            return of(constant.getDeclaringClass());
        }
        for (Class<?> open : List.of(Map.class, Collection.class, Scales.class)) {
            if (open.isInstance(value)) {
                return of(open);
            }
        }
        return of(value.getClass());
    }

    private Codec make(Type type) {
        Class<?> plain = type instanceof Class<?> it ? it : (Class<?>) ((ParameterizedType) type).getRawType();
        Type[] arguments = type instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()
                : new Type[] {Object.class, Object.class};
        if (Map.class.isAssignableFrom(plain)) {
            return new MapCodec(of(arguments[1]));
        }
        if (Collection.class.isAssignableFrom(plain)) {
            return new ListCodec(of(arguments[0]));
        }
        if (plain.isEnum()) {
            return ofEnum(plain);
        }
        if (plain.isRecord()) {
            return new RecordCodec(plain, this);
        }
        if (plain.isSealed()) {
            return new SealedCodec(plain);
        }
        throw new IllegalArgumentException(type.getTypeName() + " has no form in JSON");
    }

    private interface Reader {
        Object read(JsonParser in) throws IOException;
    }

    /** A value of one token, which {@code form} turns into a text, number or boolean. */
    private record Scalar(Reader reader, Function<Object, Object> form) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            return reader.read(in);
        }

        @Override
        public void write(JsonGenerator out, Object value, boolean nulls) throws IOException {
            out.writePOJO(form.apply(value));
        }
    }

    private static Codec text(Function<String, Object> parser) {
        return new Scalar(in -> parser.apply(string(in)), Codecs::id);
    }

    private static Codec ofEnum(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.putIfAbsent(id(constant), constant);
        }
        return text(id -> {
            Object constant = constants.get(id);
            if (constant == null) {
                throw Names.unknown("value", id, constants.keySet());
            }
            return constant;
        });
    }

    private static String id(Object value) {
        return value instanceof Named named ? named.id() : value.toString();
    }

    private static String string(JsonParser in) throws IOException {
        return Codec.require(in, in.currentToken() == JsonToken.VALUE_STRING, "a text")
                .getText();
    }

    private static long whole(JsonParser in, long least, long most) throws IOException {
        Codec.require(in, in.currentToken() == JsonToken.VALUE_NUMBER_INT, "a whole number");
        long value = in.getLongValue();
        Codec.require(in, value >= least && value <= most, "a number from " + least + " to " + most);
        return value;
    }

    /** A list; values may be any collection. */
    private record ListCodec(Codec elements) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            Codec.require(in, in.currentToken() == JsonToken.START_ARRAY, "a list");
            List<@Nullable Object> list = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                list.add(elements.readOrNull(in));
            }
            return list;
        }

        @Override
        public void write(JsonGenerator out, Object value, boolean nulls) throws IOException {
            out.writeStartArray();
            for (Object element : (Collection<?>) value) {
                elements.writeOrNull(out, element, nulls);
            }
            out.writeEndArray();
        }
    }

    /** A map with string keys, in file order. */
    private record MapCodec(Codec values) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            Codec.require(in, in.currentToken() == JsonToken.START_OBJECT, "an object");
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                map.put(name, values.readOrNull(in));
            }
            return map;
        }

        @Override
        public void write(JsonGenerator out, Object value, boolean nulls) throws IOException {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                if (entry.getValue() != null || nulls) {
                    out.writeFieldName(entry.getKey().toString());
                    values.writeOrNull(out, entry.getValue(), nulls);
                }
            }
            out.writeEndObject();
        }
    }

    /** Any value: a map, list, string, number or boolean. */
    private final class AnyCodec implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            return switch (in.currentToken()) {
                case START_OBJECT -> of(Map.class).read(in);
                case START_ARRAY -> of(List.class).read(in);
                case VALUE_STRING -> in.getText();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
                case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
                default -> throw new JsonParseException(in, "a value was expected");
            };
        }

        @Override
        public void write(JsonGenerator out, Object value, boolean nulls) throws IOException {
            if (value instanceof double[] numbers) {
                out.writeArray(numbers, 0, numbers.length);
            } else {
                ofValue(value).write(out, value, nulls);
            }
        }
    }

    /** A sealed interface of records; see {@link RecordCodec.Mark}. */
    private final class SealedCodec implements Codec {

        private final Map<String, RecordCodec> records = new LinkedHashMap<>();
        private final RecordCodec unknown;
        private final String field;

        SealedCodec(Class<?> type) {
            Class<?> fallback = RecordCodec.Mark.unknown(type)
                    .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no record Unknown"));
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                records.put(RecordCodec.Mark.name(permitted), (RecordCodec) of(permitted));
            }
            unknown = (RecordCodec) of(fallback);
            field = RecordCodec.Mark.field(fallback);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            Codec.require(in, in.currentToken() == JsonToken.START_OBJECT, "an object");
            if (in.nextToken() != JsonToken.FIELD_NAME || !in.currentName().equals(field)) {
                throw new IOException("its first field is not '" + field + "'");
            }
            in.nextToken();
            String name = string(in);
            return records.getOrDefault(name, unknown).readFields(in, field, name);
        }

        @Override
        public void write(JsonGenerator out, Object value, boolean nulls) throws IOException {
            of(value.getClass()).write(out, value, nulls);
        }
    }
}
