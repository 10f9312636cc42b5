package io.mscale.record.json;

import java.io.IOException;
import java.nio.file.Path;

/** A file that should hold a record and does not. The message names the file and says what is wrong with it. */
public final class UnreadableRecordException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableRecordException(Path file, String problem) {
        super(file + " " + problem + "; the file is left as it is");
    }
}
