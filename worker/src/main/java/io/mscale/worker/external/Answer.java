package io.mscale.worker.external;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A program's answer. Lines written by a program may contain anything, so any field may be missing or have the wrong
 * type; what reads one throws a {@link WorkerFailure} then.
 *
 * @param ask the question's name
 */
record Answer(String ask, Map<?, ?> fields) {

    /** Longer answers are rejected. */
    static final int LONGEST = 1 << 16;

    private static final int SHOWN = 60;
    private static final int LONGEST_TEXT = 500;

    /**
     * Parses the answer to a question.
     *
     * @throws WorkerFailure if the line is not an answer to it
     */
    static Answer of(int id, String ask, String line) {
        if (line.length() > LONGEST) {
            throw WorkerFailure.protocol("an answer is longer than " + LONGEST + " bytes: " + shown(line));
        }
        Answer answer;
        try {
            answer = new Answer(ask, RecordJson.object(line));
        } catch (IOException e) {
            throw WorkerFailure.protocol("an answer is no JSON object: " + shown(line));
        }
        int answered = answer.whole("id");
        if (answered != id) {
            throw WorkerFailure.protocol("it answers question " + answered + ", but question " + id + " was asked");
        }
        return answer;
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

    /** The program's refusal: {@code UNSUPPORTED} or {@code FAILED}; null if it does not refuse. */
    @Nullable
    WorkerFailure refusal() {
        String failed = textOrNull("failed");
        String unsupported = textOrNull("unsupported");
        if (unsupported != null) {
            return new WorkerFailure(CellStatus.UNSUPPORTED, unsupported);
        }
        return failed == null ? null : new WorkerFailure(CellStatus.FAILED, failed);
    }

    LibraryInfo library() {
        if (!(fields.get("library") instanceof Map<?, ?> object)) {
            throw wrong("library", "an object");
        }
        Answer library = new Answer(ask, object);
        return new LibraryInfo(
                library.text("name"),
                library.text("version"),
                library.textOrNull("blas"),
                library.whole("threads"),
                library.textOrNull("build"),
                library.textOrNull("deviceName"));
    }

    private String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw wrong(name, "a string");
        }
        return text;
    }

    private @Nullable String textOrNull(String name) {
        Object value = fields.get(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, "a string");
        }
        return value == null ? null : plain((String) value);
    }

    private int whole(String name) {
        if (fields.get(name) instanceof Integer whole) {
            return whole;
        }
        throw wrong(name, "a whole number");
    }

    double number(String name) {
        if (fields.get(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    /** NaN if the number is null: JSON has no NaN or infinity. */
    double numberOrNaN(String name) {
        return fields.containsKey(name) && fields.get(name) == null ? Double.NaN : number(name);
    }

    /** Empty if there is no such field, or if it is null. */
    OptionalDouble numberIfAny(String name) {
        return fields.get(name) != null ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    /** A number of bytes; empty if the program does not know it. */
    OptionalLong bytes(String name) {
        return fields.get(name) instanceof Number bytes && bytes.longValue() > 0
                ? OptionalLong.of(bytes.longValue())
                : OptionalLong.empty();
    }

    private WorkerFailure wrong(String name, String expected) {
        return WorkerFailure.protocol("in the answer to '" + ask + "', " + name + " is "
                + (fields.containsKey(name) ? "not " : "missing, which is ") + expected);
    }
}
