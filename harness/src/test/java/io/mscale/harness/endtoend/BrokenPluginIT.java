package io.mscale.harness.endtoend;

import static io.mscale.api.MscaleBackend.API_VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backend folders with something wrong in them: each is listed with the reason, and EJML works all the same. */
@TestInstance(Lifecycle.PER_CLASS)
class BrokenPluginIT {

    @SuppressWarnings("NullAway.Init")
    private Path plugins;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void makePlugins(@TempDir Path root) throws IOException {
        plugins = root;
        Files.createDirectory(root.resolve("empty"));
        Files.writeString(Files.createDirectory(root.resolve("corrupt")).resolve("plugin.jar"), "this is no jar");
        PluginJar.withoutItsClass(root.resolve("missing-class"), "thirdparty.Forgotten");
        PluginJar.of(
                root.resolve("throws"),
                "throws",
                API_VERSION,
                "if (true) throw new IllegalStateException(\"licence expired\");");
        PluginJar.of(
                root.resolve("no-native"),
                "no-native",
                API_VERSION,
                "System.loadLibrary(\"there_is_no_such_library\");");
        PluginJar.of(root.resolve("null-answer"), "null-answer", API_VERSION, "", "null");
        // What it says of itself must not be asked for: it was compiled against methods that are gone.
        PluginJar.of(root.resolve("old"), "old", 2, "", "java.util.Objects.requireNonNull(null)");
        PluginJar.of(root.resolve("new"), "new", 99, "");
        PluginJar.of(root.resolve("bad-id"), "Bad Id", API_VERSION, "");
        PluginJar.of(root.resolve("same-id"), "ejml", API_VERSION, "");
        PluginJar.of(root.resolve("unwell"), "unwell", API_VERSION, "");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("empty", "no jar"),
                arguments("corrupt", "plugin.jar cannot be read as a jar"),
                arguments("missing-class", "thirdparty.Forgotten"),
                arguments("throws", "licence expired"),
                arguments("no-native", "there_is_no_such_library"),
                arguments("null-answer", "capabilities are null"),
                arguments("old", "version 2 of the API; this is version 3, which takes backends of versions 3 to 3"),
                arguments("new", "version 99"),
                arguments("bad-id", "'Bad Id'"),
                arguments("same-id", "'ejml'"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void list_saysWhatIsWrong(String name, String reason) throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "backends", "--backends-dir", plugins.toString());

        assertThat(list.exitCode()).isZero();
        assertThat(list.stderr()).isEmpty();
        assertThat(list.outputLines())
                .filteredOn(line -> line.startsWith("  " + name + " "))
                .singleElement()
                .asString()
                .contains("broken: ")
                .contains(reason);
        assertThat(list.outputLines()).anyMatch(line -> line.startsWith("  ejml "));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void run_byName_isRefusedWithTheReason(String name, String reason) throws IOException, InterruptedException {
        Invocation run = Program.run(folder, "--backend", name, "--backends-dir", plugins.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("--backend")
                .contains("'" + name + "'")
                .contains(reason);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void listAsJson_marksTheBrokenOnes() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "backends", "--json", "--backends-dir=" + plugins);

        JsonNode backends = new ObjectMapper().readTree(list.stdout()).path("backends");
        assertThat(backends).hasSize(5 + 11);
        assertThat(backends)
                .filteredOn(backend -> backend.path("usable").asBoolean())
                .extracting(backend -> backend.path("id").asText())
                .containsExactly("cuda", "djl", "ejml", "nd4j", "simd", "unwell");
    }

    @Test
    void run_ofEjml_isNotDisturbed() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = Program.run(folder, withPlugins(out, "--backend", "ejml", "--variant", "single"));

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(new RunOnDisk(out).statuses()).containsExactly("ok");
    }

    @Test
    void run_ofAll_leavesOutWhatCannotWorkHereAndSaysWhy() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = Program.run(folder, withPlugins(out, "--backend", "all", "--variant", "single"));

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(new RunOnDisk(out).statuses()).containsExactly("ok", "ok", "ok", "ok");
        assertThat(run.outputLines())
                .anyMatch(line -> line.startsWith("Left out: backend 'unwell'") && line.contains("not built"))
                .anyMatch(line -> line.startsWith("Left out: backend 'empty' is broken"));
    }

    @Test
    void doctor_tellsOfEach() throws IOException, InterruptedException {
        Invocation doctor = Program.run(folder, "doctor", "--backends-dir", plugins.toString());

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.outputLines())
                .anyMatch(line -> line.matches("ejml cpu +ok: .*"))
                .anyMatch(line -> line.matches("unwell cpu +no: not built"))
                .anyMatch(line -> line.matches("throws +broken: .*licence expired.*"));
    }

    private String[] withPlugins(Path out, String... more) {
        String[] arguments = Stream.concat(Stream.of("--backends-dir", plugins.toString()), Stream.of(more))
                .toArray(String[]::new);
        return SmallRun.tiny(out, arguments);
    }
}
