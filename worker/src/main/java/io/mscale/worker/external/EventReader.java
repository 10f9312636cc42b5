package io.mscale.worker.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a worker's event log while it is written, and takes nothing that is no event. */
final class EventReader {

    /** No event is longer. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int READ_AT_ONCE = 1 << 20;

    private final Path file;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long position;
    private int lines;

    EventReader(Path file) {
        this.file = file;
    }

    /** Receives the events of a log one by one. */
    interface Listener {
        void hear(ExternalEvent event) throws IOException, ProtocolException;
    }

    /** Passes on the events that were added since the last call, up to a line that has no end yet. */
    void poll(Listener listener) throws IOException, ProtocolException {
        for (byte[] bytes = newBytes(); bytes.length > 0; bytes = newBytes()) {
            for (byte b : bytes) {
                if (b == '\n') {
                    lines++;
                    listener.hear(parse(partial.toString(StandardCharsets.UTF_8)));
                    partial.reset();
                } else {
                    partial.write(b);
                    requireShort();
                }
            }
        }
    }

    private void requireShort() throws ProtocolException {
        if (partial.size() > LONGEST_LINE) {
            throw new ProtocolException(
                    "line " + (lines + 1) + " of events.jsonl is longer than " + LONGEST_LINE + " bytes");
        }
    }

    /** Fails if the last line has no end: the worker died while it wrote, or the disk is full. */
    void requireWhole() throws ProtocolException {
        if (partial.size() > 0) {
            throw new ProtocolException("line " + (lines + 1) + " of events.jsonl breaks off: "
                    + JsonObject.shown(partial.toString(StandardCharsets.UTF_8)));
        }
    }

    private ExternalEvent parse(String line) throws ProtocolException {
        String where = "line " + lines + " of events.jsonl";
        return new ExternalEvent(JsonObject.of(line, where), where + ", " + JsonObject.shown(line));
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
}
