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
 * Reads an event log while it is being written. A last line without its end is kept back until it is whole; a line that
 * is no event is skipped, for a log can be torn by a crash or a full disk.
 */
public final class EventTail {

    private final Path file;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long position;

    /** A reader at the start of a log, which need not be there yet. */
    public EventTail(Path file) {
        this.file = file;
    }

    /** The events that were added since the last call. */
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
                // Torn or foreign: what can be read still counts.
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
