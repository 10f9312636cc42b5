package io.mscale.record.mapping;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Codecs of lists, maps, and values whose type is known only from the JSON. */
final class Trees {

    private Trees() {}

    /** A list; values may be any collection. */
    record ListCodec(Codec elements) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            Scalars.require(in, in.currentToken() == JsonToken.START_ARRAY, "a list");
            List<@Nullable Object> list = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                list.add(elements.readOrNull(in));
            }
            return list;
        }

        @Override
        public void write(Output out, Object value) throws IOException {
            out.json().writeStartArray();
            for (Object element : (Collection<?>) value) {
                elements.writeOrNull(out, element);
            }
            out.json().writeEndArray();
        }
    }

    /** A map with string keys, in file order. */
    record MapCodec(Codec values) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            Scalars.require(in, in.currentToken() == JsonToken.START_OBJECT, "an object");
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                map.put(name, values.readOrNull(in));
            }
            return map;
        }

        @Override
        public void write(Output out, Object value) throws IOException {
            out.json().writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                if (entry.getValue() != null || out.nulls()) {
                    out.json().writeFieldName(entry.getKey().toString());
                    values.writeOrNull(out, entry.getValue());
                }
            }
            out.json().writeEndObject();
        }
    }

    /** Any value: a map, list, string, number or boolean. */
    record AnyCodec(Codecs codecs) implements Codec {

        @Override
        public Object read(JsonParser in) throws IOException {
            return switch (in.currentToken()) {
                case START_OBJECT -> new MapCodec(this).read(in);
                case START_ARRAY -> new ListCodec(this).read(in);
                case VALUE_STRING -> in.getText();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
                case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
                default -> throw new JsonParseException(in, "a value was expected");
            };
        }

        @Override
        public void write(Output out, Object value) throws IOException {
            if (value instanceof double[] numbers) {
                out.json().writeArray(numbers, 0, numbers.length);
            } else {
                codecs.ofValue(value).write(out, value);
            }
        }
    }
}
