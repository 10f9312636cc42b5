package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.MscaleBackend;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes the jar of a third party's backend: compiled against the distribution's API, named as a service. */
final class PluginJar {

    private static final String SERVICE = "META-INF/services/io.mscale.api.MscaleBackend";

    private PluginJar() {}

    /** A jar whose service file names a class that is not in it. */
    static void withoutItsClass(Path folder, String className) throws IOException {
        Files.createDirectories(folder);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugin.jar")))) {
            put(jar, SERVICE, className.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A jar with a class that is no provider, and without a service file. */
    static void withoutServiceFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugin.jar")))) {
            put(jar, "thirdparty/notes.txt", "to be done".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Makes the class files of a jar in a folder look as if they were compiled for Java 99. */
    static void ofALaterJava(Path folder) throws IOException {
        Path jar = folder.resolve("plugin.jar");
        Path copy = folder.resolve("copy");
        try (JarFile original = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
            for (JarEntry entry : original.stream().toList()) {
                byte[] content = original.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class")) {
                    content[7] = (byte) (99 + 44); // the version's low byte
                }
                put(out, entry.getName(), content);
            }
        }
        Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static final String ENOUGH_FOR_A_RUN = """
            Capabilities.on(Device.Kind.CPU)
                    .with(Precision.FLOAT32)
                    .with(Structure.DENSE)
                    .with(Activation.SIN, Activation.RELU)
                    .with(Loss.meanSquaredError())
                    .with(Optimizer.Kind.ADAM)""";

    /**
     * A jar with one provider.
     *
     * @param id what its {@code id()} returns
     * @param apiVersion what its {@code apiVersion()} returns
     * @param constructorBody what its constructor does
     */
    static void of(Path folder, String id, int apiVersion, String constructorBody) throws IOException {
        of(folder, id, apiVersion, constructorBody, ENOUGH_FOR_A_RUN);
    }

    /** The same with an expression for what its {@code capabilities()} returns. */
    static void of(Path folder, String id, int apiVersion, String constructorBody, String capabilities)
            throws IOException {
        of(folder, id, apiVersion, constructorBody, capabilities, source -> source);
    }

    /**
     * A jar with one provider, and without the library that it was compiled with, a class {@code forgotten.Library} with a
     * method {@code load()}.
     *
     * @param edit what is done to the provider's source
     */
    static void withoutLibrary(Path folder, String id, UnaryOperator<String> edit) throws IOException {
        of(folder, id, MscaleBackend.API_VERSION, "", ENOUGH_FOR_A_RUN, source -> {
            String edited = edit.apply(source);
            assertThat(edited).isNotEqualTo(source);
            return edited;
        });
    }

    private static void of(
            Path folder,
            String id,
            int apiVersion,
            String constructorBody,
            String capabilities,
            UnaryOperator<String> edit)
            throws IOException {
        String source = """
                package thirdparty;

                import io.mscale.api.*;
                import io.mscale.api.network.*;
                import io.mscale.api.training.*;

                public final class Plugin implements MscaleBackend {
                    public Plugin() {
                        %s
                    }

                    @Override public String id() { return "%s"; }
                    @Override public String description() { return "a third party's backend"; }
                    @Override public int apiVersion() { return %d; }
                    @Override public Capabilities capabilities() { return %s; }
                    @Override public Probe probe(Device device, int threads) { return Probe.unavailable("not built"); }
                    @Override public MscaleModel create(ModelSpec spec, Device device) {
                        throw new UnsupportedOperationException("not built");
                    }
                }
                """.formatted(constructorBody, id, apiVersion, capabilities);
        Path work = Files.createTempDirectory("mscale-plugin");
        Path file = Files.writeString(work.resolve("Plugin.java"), edit.apply(source));
        Path library = Files.writeString(work.resolve("Library.java"), """
                package forgotten;

                public class Library {
                    public static void load() {}
                }
                """);
        compile(List.of(file, library), work);
        Files.createDirectories(folder);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugin.jar")))) {
            put(jar, SERVICE, "thirdparty.Plugin".getBytes(StandardCharsets.UTF_8));
            put(jar, "thirdparty/Plugin.class", Files.readAllBytes(work.resolve("thirdparty/Plugin.class")));
        }
    }

    /**
     * A jar of tasks.
     *
     * @param jar the file to make
     * @param sources the tasks' sources by their classes' names, all in the package {@code thirdparty}
     */
    static void ofTasks(Path jar, Map<String, String> sources) throws IOException {
        Path work = Files.createTempDirectory("mscale-tasks");
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(work.resolve(source.getKey() + ".java"), source.getValue()));
        }
        Path classes = Files.createDirectory(work.resolve("classes"));
        compile(files, classes);
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            String services = sources.keySet().stream()
                    .map(name -> "thirdparty." + name + "\n")
                    .collect(Collectors.joining());
            put(out, "META-INF/services/io.mscale.api.task.FittingTask", services.getBytes(StandardCharsets.UTF_8));
            for (Path file : files(classes)) {
                put(out, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    /**
     * A jar of a Maven project's main sources and resources, as its author would build it.
     *
     * @param project the project's folder
     * @param edit what is done to the text of each source before it is compiled
     */
    static void ofProject(Path folder, Path project, UnaryOperator<String> edit) throws IOException {
        Path work = Files.createTempDirectory("mscale-project");
        Path classes = Files.createDirectory(work.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Path original : files(project.resolve("src/main/java"))) {
            Path source = work.resolve(original.getFileName());
            sources.add(Files.writeString(source, edit.apply(Files.readString(original))));
        }
        compile(sources, classes);
        Files.createDirectories(folder);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugin.jar")))) {
            for (Path root : List.of(classes, project.resolve("src/main/resources"))) {
                for (Path file : files(root)) {
                    put(jar, root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-cp", api().toString(), "-proc:none");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static Path api() throws IOException {
        try (Stream<Path> jars = Files.list(Program.distribution().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("api"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
