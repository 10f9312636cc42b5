package io.mscale.worker.external;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Converts questions to JSON and JSON to answers. Lines written by a program may contain anything. */
final class Messages {

    /** Longer answers are rejected. */
    static final int LONGEST_ANSWER = 1 << 16;

    private static final int SHOWN = 60;
    private static final int LONGEST_TEXT = 500;

    private Messages() {}

    /** A question as a line, without terminator. */
    static String line(int id, Question question) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("ask", question.ask());
        try {
            for (RecordComponent field :
                    Objects.requireNonNull(question.getClass().getRecordComponents())) {
                written(Objects.requireNonNull(field.getAccessor().invoke(question)))
                        .ifPresent(value -> line.put(field.getName(), value));
            }
            return RecordJson.line(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The JSON form of a field: nothing if it is empty, numbers and problems unchanged, anything else as a string.
     */
    private static Optional<Object> written(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Object::toString);
        } else if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
        }
        return Optional.of(value instanceof Integer || value instanceof Problem ? value : value.toString());
    }

    /**
     * Parses the answer to a question.
     *
     * @throws WorkerFailure if the line is not a valid answer
     */
    static Answer answer(int id, Question question, String line) {
        Fields fields = new Fields(question.ask(), object(line));
        if (fields.whole("id") != id) {
            throw WorkerFailure.protocol(
                    "it answers question " + fields.whole("id") + ", but question " + id + " was asked");
        }
        String failed = fields.textOrNull("failed");
        String unsupported = fields.textOrNull("unsupported");
        if (failed != null || unsupported != null) {
            return unsupported != null
                    ? new Answer.Refused(CellStatus.UNSUPPORTED, unsupported)
                    : new Answer.Refused(CellStatus.FAILED, String.valueOf(failed));
        }
        if (question instanceof Question.Probe) {
            return new Answer.Found(fields.object("library").library());
        } else if (question instanceof Question.Train) {
            return new Answer.Trained(fields.numberOrNaN("loss"), fields.number("seconds"));
        } else if (question instanceof Question.PeakDeviceBytes) {
            return new Answer.Memory(fields.bytes("bytes"));
        }
        return new Answer.Done();
    }

    private static Map<String, Object> object(String line) {
        if (line.length() > LONGEST_ANSWER) {
            throw WorkerFailure.protocol("an answer is longer than " + LONGEST_ANSWER + " bytes: " + shown(line));
        }
        try {
            return RecordJson.object(line);
        } catch (IOException e) {
            throw WorkerFailure.protocol("an answer is no JSON object: " + shown(line));
        }
    }

    /** The beginning of a text in quotes, without control characters. */
    private static String shown(String text) {
        String plain = plain(text);
        return "'" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain) + "'";
    }

    /** Text made safe for a record or a message: one line of limited length without control characters. */
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}|\ufffd", "?");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "..." : line;
    }

    /** Fields of an answer; any may be missing or have the wrong type. */
    private record Fields(String ask, Map<?, ?> values) {

        Fields object(String name) {
            if (values.get(name) instanceof Map<?, ?> object) {
                return new Fields(ask, object);
            }
            throw wrong(name, "an object");
        }

        LibraryInfo library() {
            return new LibraryInfo(
                    text("name"),
                    text("version"),
                    textOrNull("blas"),
                    whole("threads"),
                    textOrNull("build"),
                    textOrNull("deviceName"));
        }

        String text(String name) {
            String text = textOrNull(name);
            if (text == null) {
                throw wrong(name, "a string");
            }
            return text;
        }

        @Nullable
        String textOrNull(String name) {
            Object value = values.get(name);
            if (value == null || value instanceof String) {
                return value == null ? null : plain((String) value);
            }
            throw wrong(name, "a string");
        }

        int whole(String name) {
            if (values.get(name) instanceof Integer whole) {
                return whole;
            }
            throw wrong(name, "a whole number");
        }

        double number(String name) {
            if (values.get(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
            throw wrong(name, "a number");
        }

        /** NaN if the number is missing: JSON has no NaN or infinity. */
        double numberOrNaN(String name) {
            return values.containsKey(name) && values.get(name) == null ? Double.NaN : number(name);
        }

        OptionalLong bytes(String name) {
            return values.get(name) instanceof Number bytes && bytes.longValue() > 0
                    ? OptionalLong.of(bytes.longValue())
                    : OptionalLong.empty();
        }

        private WorkerFailure wrong(String name, String expected) {
            return WorkerFailure.protocol("in the answer to '" + ask + "', " + name + " is "
                    + (values.containsKey(name) ? "not " : "missing, which is ") + expected);
        }
    }
}
