package io.mscale.worker.external;

import com.fasterxml.jackson.jr.ob.JSON;
import io.mscale.record.external.BackendFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with an external worker.
 *
 * @param folder where it lies; links are resolved, so that a worker may name its neighbours
 * @param file what its {@code backend.json} says
 */
public record ExternalBackend(Path folder, BackendFile file) {

    /** The backend in a folder. The harness has read the file before and found it sound. */
    public static ExternalBackend in(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return new ExternalBackend(
                real, JSON.std.beanFrom(BackendFile.class, Files.readString(real.resolve(BackendFile.NAME))));
    }

    /** The command for an action on folders. */
    List<String> command(String action, List<Path> folders) {
        List<String> arguments = new ArrayList<>(List.of(action));
        folders.forEach(path -> arguments.add(path.toAbsolutePath().toString()));
        List<String> words = file.commandWith(arguments);
        Path own = folder.resolve(words.get(0));
        if (Files.isRegularFile(own)) {
            words.set(0, own.toString());
        }
        return words;
    }
}
