package io.mscale.worker.counters;

import io.mscale.api.support.SystemFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The threads of this process that may compute: all but those of the Java runtime, whose just-in-time compiler and garbage
 * collector work when they like.
 */
final class ComputingThreads {

    private static final Path TASKS = Path.of("/proc/self/task");

    /** How HotSpot's threads are called; the system keeps the first 15 characters. */
    private static final List<String> RUNTIMES =
            List.of("C1 ", "C2 ", "JVMCI", "GC ", "G1 ", "ZWorker", "ZDriver", "Shenandoah", "VM ", "Sweeper");

    private ComputingThreads() {}

    /**
     * Returns the system's numbers of the threads.
     *
     * @throws IOException if the system does not tell
     */
    static List<String> numbers() throws IOException {
        List<Path> all;
        try (Stream<Path> tasks = Files.list(TASKS)) {
            all = tasks.toList();
        } catch (IOException e) {
            throw new IOException("they are counted on Linux only", e);
        }
        List<String> numbers = new ArrayList<>();
        for (Path task : all) {
            // A thread that has ended meanwhile has no name any more.
            SystemFolders.read(task.resolve("comm"))
                    .filter(name -> RUNTIMES.stream().noneMatch(name::startsWith))
                    .ifPresent(name -> numbers.add(task.getFileName().toString()));
        }
        Collections.sort(numbers);
        return numbers;
    }
}
