package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a heap that its input does not fit into: one line with the file and the remedy, and nothing written. */
class SmallHeapIT {

    private static final int TOO_LARGE = 40 << 20;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Invocation run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Program.command(arguments));
        command.add(1, "-Xmx24m");
        try (Program program = Program.startCommand(folder, command)) {
            return program.await();
        }
    }

    /** A file that begins so and goes on with the same line. */
    private String large(String name, String beginning, String line) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(beginning);
            for (int size = 0; size < TOO_LARGE; size += line.length()) {
                out.write(line);
            }
        }
        return name;
    }

    private void assertTold(Invocation invocation, String file) throws IOException {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(1);
        assertThat(invocation.stdout()).isEmpty();
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .matches(
                        "mscale-bench: out of memory: Java heap space while reading '" + file
                                + "'; the heap of this JVM is 2\\d MiB; give it more: java -Xmx8g -jar harness\\.jar \\.\\.\\.");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void table_tooLargeForTheHeap_isNamed() throws IOException, InterruptedException {
        String table = large("big.csv", "x,y\n", "0.123456789,0.987654321\n");

        assertTold(run("--data", table, "--out", "run"), "big\\.csv");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void record_tooLargeForTheHeap_isNamed() throws IOException, InterruptedException {
        large("big/run.json", "{\"schema\": \"mscale-results/1\",", " ".repeat(1000) + "\n");

        assertTold(run("report", "big", "--out", "reports"), "big/run\\.json");
        assertTold(run("compare", "big", "big", "--out", "comparison"), "big/run\\.json");
        assertTold(run("gate", "big", "big", "--junit", "gate.xml"), "big/run\\.json");
        assertTold(run("history", "add", "big", "--history", "history"), "big/run\\.json");
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("big"));
    }
}
