package io.mscale.harness.endtoend;

import static io.mscale.api.MscaleBackend.API_VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
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

    /** A folder with a backend that is found to be broken only when it is used. */
    @SuppressWarnings("NullAway.Init")
    private Path late;

    @SuppressWarnings("NullAway.Init")
    private Invocation list;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void makePlugins(@TempDir Path root, @TempDir Path other) throws IOException, InterruptedException {
        plugins = root;
        late = other;
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
        makePluginsWithoutLibraries();
        PluginJar.of(root.resolve("later-java"), "later-java", API_VERSION, "");
        PluginJar.ofALaterJava(root.resolve("later-java"));
        PluginJar.withoutServiceFile(root.resolve("no-service"));
        // Broken, with the id of one that is not: that one must be found.
        Files.createDirectory(root.resolve("a-name"));
        PluginJar.of(root.resolve("other-folder"), "a-name", API_VERSION, "");
        list = Program.run(root, "list", "backends", "--backends-dir", plugins.toString());
    }

    private void makePluginsWithoutLibraries() throws IOException {
        String load = "forgotten.Library.load(); ";
        withoutLibrary("at-start", source -> source.replace("public Plugin() {", "public Plugin() {" + load));
        withoutLibrary("superclass", source -> source.replace("implements", "extends forgotten.Library implements"));
        withoutLibrary("when-asked", source -> source.replace("return Capabilities", load + "return Capabilities"));
        withoutLibrary("when-probed", source -> source.replace("return Probe", load + "return Probe"));
        PluginJar.withoutLibrary(
                late.resolve("when-used"), "when-used", source -> source.replace("throw", load + "throw")
                        .replace(
                                "Probe.unavailable(\"not built\")",
                                "Probe.available(new LibraryInfo(\"none\", \"1\", null, 1, null, null))"));
        withoutLibrary("private", source -> source.replace("public Plugin()", "private Plugin()"));
        withoutLibrary(
                "static",
                source -> source.replace(
                        "public Plugin()", "static int n = Integer.parseInt(\"many\"); public Plugin()"));
        withoutLibrary(
                "endless",
                source -> source.replace(
                        "return Capabilities", "return capabilities(); } Capabilities x() { return Capabilities"));
    }

    private void withoutLibrary(String id, UnaryOperator<String> edit) throws IOException {
        PluginJar.withoutLibrary(plugins.resolve(id), id, edit);
    }

    static Stream<Arguments> broken() {
        String missing = "class forgotten.Library is missing";
        String service = "META-INF/services/io.mscale.api.MscaleBackend";
        return Stream.of(
                arguments("empty", "no jar"),
                arguments("corrupt", "plugin.jar cannot be read as a jar"),
                arguments("missing-class", "thirdparty.Forgotten"),
                arguments("throws", "licence expired"),
                arguments("no-native", "there_is_no_such_library"),
                arguments("null-answer", "capabilities are null"),
                arguments("old", "version 2 of the API; this is version 5, which takes backends of versions 3 to 5"),
                arguments("new", "version 99"),
                arguments("bad-id", "'Bad Id'"),
                arguments("same-id", "its id 'ejml' is that of the backend in "),
                arguments("at-start", missing + ", which thirdparty.Plugin needs: put the jar that has it into "),
                arguments("superclass", missing + ": put the jar that has it into "),
                arguments("when-asked", missing + ", which thirdparty.Plugin needs: put the jar that has it into "),
                arguments("private", "class thirdparty.Plugin, which " + service + " names, has no public constructor"),
                arguments(
                        "static", "class thirdparty.Plugin could not be initialized: NumberFormatException: For input"),
                arguments("endless", "StackOverflowError at thirdparty.Plugin.capabilities"),
                arguments("later-java", "class thirdparty.Plugin was compiled for Java 99, but this is Java "),
                arguments("no-service", service + " in one of them must name its class"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void list_saysWhatIsWrong(String name, String reason) {
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

    static Stream<Arguments> someBroken() {
        return broken().limit(3);
    }

    @ParameterizedTest
    @MethodSource("someBroken")
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
        assertThat(backends).hasSize(5 + 22);
        assertThat(backends)
                .filteredOn(backend -> backend.path("usable").asBoolean())
                .extracting(backend -> backend.path("id").asText())
                .containsExactly("cuda", "djl", "ejml", "nd4j", "simd", "a-name", "unwell", "when-probed");
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
                .anyMatch(line -> line.startsWith("Left out: backend 'when-probed'") && line.contains("is missing"))
                .anyMatch(line -> line.startsWith("Left out: backend 'empty' is broken"));
    }

    @Test
    void run_folderAndIdDiffer_saysWhichIsWhich() throws IOException, InterruptedException {
        Invocation byFolder = Program.run(folder, "--backend", "other-folder", "--backends-dir", plugins.toString());
        Invocation unknown = Program.run(folder, "--backend", "elsewhere", "--backends-dir", plugins.toString());

        assertThat(byFolder.exitCode()).isEqualTo(2);
        assertThat(byFolder.errorLines())
                .containsExactly(
                        "mscale-bench: --backend: the backend in the folder 'other-folder' has the id 'a-name';"
                                + " use that");
        assertThat(unknown.errorLines())
                .singleElement()
                .asString()
                .contains("unknown backend 'elsewhere'")
                .contains("(broken, as 'list backends' explains: a-name, at-start, ");
    }

    @Test
    void run_libraryMissingLater_isToldInTheCell() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = Program.run(
                folder,
                SmallRun.tiny(
                        out, "--backends-dir", late.toString(), "--backend", "when-used,ejml", "--variant", "single"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(new RunOnDisk(out).statuses()).containsExactly("failed", "ok");
        assertThat(new RunOnDisk(out).cells().get(0).path("reason").asText())
                .isEqualTo(
                        "class forgotten.Library is missing, which thirdparty.Plugin needs: put the jar that has it into "
                                + late.resolve("when-used"));
        assertThat(run.stdout() + run.stderr()).doesNotContain("NoClassDefFoundError");
    }

    @Test
    void jmh_libraryMissing_isTold() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation jmh = Program.run(
                folder,
                "jmh",
                "--backends-dir",
                late.toString(),
                "--backend",
                "when-used",
                "--preset",
                "smoke",
                "--variant",
                "single",
                "--out",
                out.toString(),
                "--",
                "-wi",
                "0",
                "-i",
                "1");

        assertThat(jmh.exitCode()).isEqualTo(1);
        assertThat(new RunOnDisk(out).cells().get(0).path("reason").asText())
                .contains("class forgotten.Library is missing, which thirdparty.Plugin needs: put the jar that has it")
                .doesNotContain("NoClassDefFoundError");
    }

    @Test
    void list_backendThatExits_failsAndNamesIt() throws IOException, InterruptedException {
        PluginJar.of(folder.resolve("exits"), "exits", API_VERSION, "System.exit(0);");

        Invocation list = Program.run(folder, "list", "backends", "--backends-dir", folder.toString());

        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(list.errorLines())
                .singleElement()
                .asString()
                .contains(folder.resolve("exits") + " called System.exit");
    }

    @Test
    void doctor_tellsOfEach() throws IOException, InterruptedException {
        Invocation doctor = Program.run(folder, "doctor", "--backends-dir", plugins.toString());

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.outputLines())
                .anyMatch(line -> line.matches("ejml cpu +ok: .*"))
                .anyMatch(line -> line.matches("unwell cpu +no: not built"))
                .anyMatch(line -> line.matches("when-probed cpu +no: class forgotten.Library is missing, .*"))
                .anyMatch(line -> line.matches("throws +broken: .*licence expired.*"));
    }

    private String[] withPlugins(Path out, String... more) {
        String[] arguments = Stream.concat(Stream.of("--backends-dir", plugins.toString()), Stream.of(more))
                .toArray(String[]::new);
        return SmallRun.tiny(out, arguments);
    }
}
