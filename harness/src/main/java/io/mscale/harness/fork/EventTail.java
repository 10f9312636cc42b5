package io.mscale.harness.fork;

import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an event log while it is being written. An unfinished last line is held back until it is complete. Unreadable
 * lines are skipped: a crash or a full disk can corrupt a log.
 */
public final class EventTail {

    private final Path file;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long position;

    /** A reader at the start of a log, which need not exist yet. */
    public EventTail(Path file) {
        this.file = file;
    }

    /** The events added since the last call. */
    public List<WorkerEvent> poll() throws IOException {
        List<WorkerEvent> events = new ArrayList<>();
        for (byte b : newBytes()) {
            if (b != '\n') {
                partial.write(b);
                continue;
            }
            String line = partial.toString(StandardCharsets.UTF_8);
            partial.reset();
            try {
                events.add(RecordJson.parse(line, WorkerEvent.class));
            } catch (IOException e) {
                // Skip corrupt lines; the rest is still useful.
            }
        }
        return events;
    }

    private byte[] newBytes() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(position);
            byte[] bytes = new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, log.length() - position))];
            log.readFully(bytes);
            position += bytes.length;
            return bytes;
        }
    }
}
