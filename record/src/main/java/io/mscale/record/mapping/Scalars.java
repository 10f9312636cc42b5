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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codecs of values that are a single token. */
final class Scalars {

    private interface Reader {
        Object read(JsonParser in) throws IOException;
    }

    private interface Writer {
        void write(JsonGenerator out, Object value) throws IOException;
    }

    private record Scalar(Reader reader, Writer writer) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            return reader.read(in);
        }

        @Override
        public void write(Output out, Object value) throws IOException {
            writer.write(out.json(), value);
        }
    }

    private static final Codec INTEGER = new Scalar(
            in -> (int) whole(in, Integer.MIN_VALUE, Integer.MAX_VALUE),
            (out, value) -> out.writeNumber((Integer) value));
    private static final Codec LONG =
            new Scalar(in -> whole(in, Long.MIN_VALUE, Long.MAX_VALUE), (out, value) -> out.writeNumber((Long) value));
    private static final Codec DOUBLE = new Scalar(
            in -> require(in, in.currentToken().isNumeric(), "a number").getDoubleValue(),
            (out, value) -> out.writeNumber((Double) value));
    private static final Codec BOOLEAN = new Scalar(
            in -> require(in, in.currentToken().isBoolean(), "true or false").getBooleanValue(),
            (out, value) -> out.writeBoolean((Boolean) value));

    /** Codecs of single-token types, by the class of value or component. */
    static final Map<Class<?>, Codec> ALL = Map.ofEntries(
            Map.entry(String.class, new Scalar(Scalars::text, (out, value) -> out.writeString((String) value))),
            Map.entry(int.class, INTEGER),
            Map.entry(Integer.class, INTEGER),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(Device.class, parsed(Device::parse)),
            Map.entry(Scales.class, parsed(Scales::parse)),
            Map.entry(ActivationPattern.class, named(ActivationPattern::named)),
            Map.entry(Loss.class, named(Loss::named)));

    private Scalars() {}

    private static Codec parsed(Function<String, Object> parser) {
        return new Scalar(in -> parser.apply(text(in)), (out, value) -> out.writeString(value.toString()));
    }

    private static Codec named(Function<String, Object> finder) {
        return new Scalar(in -> finder.apply(text(in)), (out, value) -> out.writeString(id(value)));
    }

    /** Maps an enum to its {@link Named#id()}, or to its {@code toString}. */
    static Codec ofEnum(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(Scalars::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        return new Scalar(
                in -> {
                    String id = text(in);
                    Object constant = constants.get(id);
                    if (constant == null) {
                        throw Names.unknown("value", id, constants.keySet());
                    }
                    return constant;
                },
                (out, value) -> out.writeString(id(value)));
    }

    private static String id(Object constant) {
        return constant instanceof Named named ? named.id() : constant.toString();
    }

    private static String text(JsonParser in) throws IOException {
        return require(in, in.currentToken() == JsonToken.VALUE_STRING, "a text")
                .getText();
    }

    private static long whole(JsonParser in, long least, long most) throws IOException {
        require(in, in.currentToken() == JsonToken.VALUE_NUMBER_INT, "a whole number");
        long value = in.getLongValue();
        require(in, value >= least && value <= most, "a number from " + least + " to " + most);
        return value;
    }

    static JsonParser require(JsonParser in, boolean holds, String wanted) throws IOException {
        if (!holds) {
            throw new JsonParseException(in, "'" + in.getText() + "' is not " + wanted);
        }
        return in;
    }
}
