package io.mscale.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cache as Linux describes it. */
final class FakeCache {

    private FakeCache() {}

    static void write(
            Path processors, int processor, int index, String level, String type, String sharedBy, String size)
            throws IOException {
        Path folder = Files.createDirectories(processors.resolve("cpu" + processor + "/cache/index" + index));
        Files.writeString(folder.resolve("level"), level + "\n");
        Files.writeString(folder.resolve("type"), type + "\n");
        Files.writeString(folder.resolve("shared_cpu_list"), sharedBy + "\n");
        Files.writeString(folder.resolve("size"), size + "\n");
    }
}
