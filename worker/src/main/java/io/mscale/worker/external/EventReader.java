package io.mscale.worker.external;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a worker's event log while it is written, and takes nothing that is no event. */
final class EventReader {

    /** No event is longer. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int READ_AT_ONCE = 1 << 20;
    private static final int SHOWN = 60;

    private final Path file;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long position;
    private int lines;

    EventReader(Path file) {
        this.file = file;
    }

    /** The events that were added since the last call, up to a line that has no end yet. */
    List<ExternalEvent> poll() throws IOException, ProtocolException {
        List<ExternalEvent> events = new ArrayList<>();
        byte[] bytes = newBytes();
        while (bytes.length > 0) {
            for (byte b : bytes) {
                if (b == '\n') {
                    lines++;
                    events.add(parse(partial.toString(StandardCharsets.UTF_8)));
                    partial.reset();
                } else {
                    partial.write(b);
                    if (partial.size() > LONGEST_LINE) {
                        throw new ProtocolException(
                                "line " + (lines + 1) + " of events.jsonl is longer than " + LONGEST_LINE + " bytes");
                    }
                }
            }
            bytes = newBytes();
        }
        return events;
    }

    /** Fails if the last line has no end: the worker died while it wrote, or the disk is full. */
    void requireWhole() throws ProtocolException {
        if (partial.size() > 0) {
            throw new ProtocolException("line " + (lines + 1) + " of events.jsonl breaks off: "
                    + shown(partial.toString(StandardCharsets.UTF_8)));
        }
    }

    private ExternalEvent parse(String line) throws ProtocolException {
        Map<String, Object> fields;
        try {
            fields = JSON.std.mapFrom(line);
        } catch (IOException | RuntimeException e) {
            throw new ProtocolException("line " + lines + " of events.jsonl is no JSON object: " + shown(line));
        }
        return new ExternalEvent(fields, "line " + lines + " of events.jsonl, " + shown(line));
    }

    private byte[] newBytes() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(position);
            byte[] bytes = new byte[(int) Math.min(READ_AT_ONCE, Math.max(0, log.length() - position))];
            log.readFully(bytes);
            position += bytes.length;
            return bytes;
        }
    }

    /** A worker may have written anything. */
    private static String shown(String line) {
        String plain = line.replaceAll("\\p{Cntrl}|\ufffd", "?");
        return "'" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain) + "'";
    }
}
