package io.mscale.harness.machine;

import io.mscale.record.run.Machine;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine this process runs on. */
public final class ThisMachine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private ThisMachine() {}

    /** Describes this machine for the run record. */
    public static RunRecord.Environment environment() {
        return RunRecord.Environment.of(new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")));
    }

    /** The processor's name if the system provides it, else the architecture. */
    private static String cpu() {
        return field(CPU_INFO, "model name")
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .orElseGet(() -> System.getProperty("os.arch"));
    }

    /** Physical memory in bytes; null if unknown. */
    public static @Nullable Long memoryBytes() {
        return field(MEMORY_INFO, "MemTotal")
                .map(text -> Long.parseLong(text.replace("kB", "").strip()) * 1024)
                .orElse(null);
    }

    private static Optional<String> field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
