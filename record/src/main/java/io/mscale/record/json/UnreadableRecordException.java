package io.mscale.record.json;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when a file does not hold the expected record. The message names the file and the problem. */
public final class UnreadableRecordException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableRecordException(Path file, String problem) {
        super(file + " " + problem + "; the file is left as it is");
    }
}
