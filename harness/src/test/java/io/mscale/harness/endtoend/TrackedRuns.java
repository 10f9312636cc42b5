package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a real run, measured once, and of changes of its record. */
abstract class TrackedRuns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static @Nullable ObjectNode measured;

    /** Of a test alone, with the run in its folder {@code base}. */
    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    @BeforeEach
    void base() throws IOException, InterruptedException {
        write("base", measured(folder));
    }

    private static synchronized ObjectNode measured(Path folder) throws IOException, InterruptedException {
        if (measured == null) {
            measured = measure(folder);
        }
        return measured;
    }

    private static ObjectNode measure(Path folder) throws IOException, InterruptedException {
        Invocation run = Program.run(
                folder, SmallRun.tiny(folder.resolve("measured"), "--variant", "multi", "--repeats", "4", "--quiet"));
        assertThat(run.exitCode()).as(run.stderr()).isZero();
        // Times that scatter by a few per cent, however busy this machine is.
        ObjectNode record =
                (ObjectNode) JSON.readTree(folder.resolve("measured/run.json").toFile());
        double median = 0.010;
        for (JsonNode cell : record.path("cells")) {
            ((ObjectNode) cell.path("timing").path("step")).put("median", median);
            ((ObjectNode) cell.path("timing")).putNull("disturbance");
            median *= 1.01;
        }
        return record;
    }

    private void write(String name, ObjectNode record) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        JSON.writeValue(run.resolve("run.json").toFile(), record);
    }

    Invocation run(String... arguments) throws IOException, InterruptedException {
        return Program.run(folder, arguments);
    }

    interface Change {
        void apply(ObjectNode run);
    }

    /** The base's record with something else in it, as another run. */
    String changed(String name, Change change) throws IOException {
        var record = (ObjectNode) JSON.readTree(folder.resolve("base/run.json").toFile());
        record.put("runId", name);
        change.apply(record);
        write(name, record);
        return name;
    }

    String slower(String name, double factor) throws IOException {
        return changed(name, run -> run.path("cells")
                .forEach(cell -> scale(cell.path("timing").path("step"), "median", factor)));
    }

    String failed(String name, String status) throws IOException {
        return changed(name, run -> run.path("cells").forEach(cell -> ((ObjectNode) cell).put("status", status)));
    }

    static void scale(JsonNode object, String field, double factor) {
        ((ObjectNode) object).put(field, factor * object.path(field).asDouble());
    }

    static void assertUsageError(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.stdout()).isEmpty();
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: ")
                .doesNotContain("Exception")
                .contains(told);
    }
}
