package io.mscale.harness.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.file.NewFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateCopyTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).resolve("../examples");
    private static final PluginName NAME = new PluginName("of-my-own");

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path home;

    /** A distribution that has only its examples, in a folder whose name shells, URLs and XML interpret. */
    @BeforeEach
    void distribution() throws IOException {
        home = folder.resolve("it's 100% & more");
        Path examples = EXAMPLES.toAbsolutePath().normalize();
        for (Path file : files(examples)) {
            Path copy = home.resolve("examples").resolve(examples.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static boolean isBuilt(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .anyMatch(name -> List.of("target", "worker", "worker.exe").contains(name.toString()));
    }

    /** All files that were not built. */
    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !isBuilt(root.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    /** Each file's text by its path. */
    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(root)) {
            texts.put(
                    root.relativize(file).toString().replace('\\', '/'),
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private TemplateCopy copy(Template template, PluginName name) throws IOException {
        return TemplateCopy.of(new Distribution(home), template, name);
    }

    private static void write(TemplateCopy copy, Path target) throws IOException {
        new NewFolder("--dir", target).write(copy::writeTo);
    }

    static List<Template> all() {
        return Template.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void write_everyTemplate_bearsTheNewNameAlone(Template template) throws IOException {
        Path target = folder.resolve("copy");

        write(copy(template, NAME), target);

        Map<String, String> texts = texts(target);
        assertThat(String.join("\n", texts.keySet()) + String.join("\n", texts.values()))
                .contains(NAME.id())
                .doesNotContainPattern(
                        "\\b(" + template.name().id() + "|" + template.name().snake() + ")\\b")
                .doesNotContain(
                        "example." + template.name().flat(),
                        "example/" + template.name().flat())
                .doesNotContain(
                        template.name().pascal() + "Backend", template.name().pascal() + "Task");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("copy", home.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("all")
    void commands_ofEveryTemplate_endWithKitAndRun(Template template) throws IOException {
        List<String> commands = copy(template, NAME).commands();

        String program = "java -jar '" + home.toString().replace("'", "'\\''") + "/harness.jar' ";
        String option = template.kind() == PluginKind.TASK ? "--task" : "--backend";
        assertThat(commands).hasSizeBetween(2, 4);
        assertThat(commands).anyMatch(line -> line.startsWith(program + "tck " + option + " of-my-own "));
        assertThat(commands.get(commands.size() - 1))
                .startsWith(program + option + " ")
                .contains("of-my-own", "--preset smoke");
    }

    @Test
    void write_aBackend_renamesItsClassesAndNamesTheDistribution() throws IOException {
        write(copy(Template.of(PluginKind.BACKEND, null), NAME), folder.resolve("copy"));

        Map<String, String> texts = texts(folder.resolve("copy"));
        assertThat(texts.get("src/main/java/org/example/ofmyown/OfMyOwnBackend.java"))
                .contains("package org.example.ofmyown;", "class OfMyOwnBackend", "return \"of-my-own\";");
        assertThat(texts.get("src/main/resources/META-INF/services/io.mscale.api.MscaleBackend"))
                .isEqualToIgnoringNewLines("org.example.ofmyown.OfMyOwnBackend");
        assertThat(texts.get("pom.xml"))
                .contains("<mscale.home>" + folder + "/it&#39;s 100%25 &amp; more</mscale.home>")
                .contains("<artifactId>backend-of-my-own</artifactId>", "/backends/of-my-own</outputDirectory>");
    }

    @Test
    void write_whereATemplateWasBuilt_leavesTheResultsBehind() throws IOException {
        Path built = home.resolve("examples/backend-template/target/classes");
        Files.createDirectories(built);
        Files.write(built.resolve("Some.class"), new byte[] {(byte) 0xca, (byte) 0xfe});

        write(copy(Template.of(PluginKind.BACKEND, null), NAME), folder.resolve("copy"));

        assertThat(folder.resolve("copy/target")).doesNotExist();
    }

    @Test
    void write_whatIsNoText_isCopiedAsItIs() throws IOException {
        byte[] content = {'p', 'l', 'a', 'i', 'n', (byte) 0xff, 0};
        Files.write(home.resolve("examples/backend-template/plain.bin"), content);

        write(copy(Template.of(PluginKind.BACKEND, null), NAME), folder.resolve("copy"));

        assertThat(folder.resolve("copy/of-my-own.bin")).hasBinaryContent(content);
    }

    @Test
    void write_toAnEmptyFolder_fillsThatFolder() throws IOException {
        Path target = Files.createDirectory(folder.resolve("empty"));

        write(copy(Template.of(PluginKind.WORKER, "java"), NAME), target);

        assertThat(target.toFile().list()).containsExactlyInAnyOrder("README.md", "Worker.java", "backend.json");
    }

    @Test
    void write_whereAFileIsInTheWay_saysSoAndLeavesNothing() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        TemplateCopy copy = copy(Template.of(PluginKind.WORKER, "java"), NAME);

        assertThatThrownBy(() -> write(copy, file.resolve("copy")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'" + file.resolve("copy") + "' cannot be written");
        assertThatThrownBy(() -> write(copy, file)).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("file", home.getFileName().toString());
    }

    @Test
    void of_aDistributionWithoutTheTemplate_saysWhichItLacks() {
        Distribution without = new Distribution(folder);

        assertThatThrownBy(() -> TemplateCopy.of(without, Template.of(PluginKind.TASK, null), NAME))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("task-template");
    }

    @Test
    void of_aNameThatMakesAClassOfTheApi_isRefused() {
        PluginName name = new PluginName("mscale");

        assertThatThrownBy(() -> copy(Template.of(PluginKind.BACKEND, null), name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MscaleBackend");
    }

    @Test
    void template_inALanguageWithoutOne_isRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Template.of(PluginKind.TASK, "python"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown language of a task 'python'; allowed: java");
        assertThatThrownBy(() -> Template.of(PluginKind.WORKER, "ruby"))
                .hasMessageContaining("allowed: python, go, rust, c, java");
        assertThat(Template.of(PluginKind.WORKER, null).language()).isEqualTo("python");
    }
}
