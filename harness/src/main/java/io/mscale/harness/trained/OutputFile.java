package io.mscale.harness.trained;

import io.mscale.harness.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write. */
public final class OutputFile {

    private OutputFile() {}

    /** Checks before any work that it can be written; otherwise a {@link UsageException} names the option. */
    public static void require(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UsageException(option + ": '" + file + "' is a folder, not a file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(option + ": '" + file + "' is in a folder that does not exist");
        }
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new UsageException(option + ": '" + file + "' cannot be written");
        }
    }
}
