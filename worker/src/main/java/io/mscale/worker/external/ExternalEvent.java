package io.mscale.worker.external;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a worker's event log, whose fields are looked at one by one.
 *
 * @param fields the JSON object
 * @param where the line, for messages
 */
record ExternalEvent(Map<String, Object> fields, String where) {

    String name() throws ProtocolException {
        return text("event");
    }

    String text(String field) throws ProtocolException {
        if (fields.get(field) instanceof String value) {
            return JsonObject.plain(value);
        }
        throw wrong(field, "a string");
    }

    @Nullable
    String textOrNull(String field) throws ProtocolException {
        return fields.get(field) == null ? null : text(field);
    }

    /** A number that is finite and not negative. */
    double amount(String field) throws ProtocolException {
        if (fields.get(field) instanceof Number number
                && Double.isFinite(number.doubleValue())
                && number.doubleValue() >= 0) {
            return number.doubleValue();
        }
        throw wrong(field, "a number that is not negative");
    }

    /** A number, or null for one that JSON does not know. */
    @Nullable
    Double numberOrNull(String field) throws ProtocolException {
        Object value = fields.get(field);
        if (value == null && fields.containsKey(field)) {
            return null;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong(field, "a number, or null if it is not finite");
    }

    int count(String field) throws ProtocolException {
        double value = amount(field);
        if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw wrong(field, "a whole number");
        }
        return (int) value;
    }

    /** Numbers, of which those that are not finite are NaN. */
    double[] numbers(String field, int count) throws ProtocolException {
        List<Double> numbers = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list && list.size() == count) {
            for (Object value : list) {
                if (value != null && !(value instanceof Number)) {
                    break;
                }
                numbers.add(value instanceof Number number ? number.doubleValue() : Double.NaN);
            }
        }
        if (numbers.size() != count) {
            throw wrong(field, "a list of " + count + " numbers");
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    ExternalEvent object(String field) throws ProtocolException {
        if (fields.get(field) instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return new ExternalEvent(copy, where);
        }
        throw wrong(field, "an object");
    }

    ProtocolException wrong(String field, String expected) {
        return new ProtocolException(where + ": '" + field + "' must be " + expected);
    }
}
