package io.mscale.harness.discovery;

import io.mscale.harness.UsageException;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The program's folder: {@code harness.jar}, {@code lib/}, {@code worker/} and {@code backends/}, and optionally
 * {@code tck/}, {@code peers/}, {@code examples/} and {@code tasks/}.
 */
public record Distribution(Path home) {

    private static final String VERSION = "Implementation-Version";
    private static final String BUILD = "Implementation-Build";

    /** The distribution this program runs from. */
    public static Distribution ofThisProgram() {
        try {
            Path jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Distribution(Optional.ofNullable(jar.getParent()).orElse(jar));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place has no path", e);
        }
    }

    /**
     * The distribution in a folder.
     *
     * @throws IllegalArgumentException if the folder is not a distribution
     */
    public static Distribution at(Path home) {
        Distribution distribution = new Distribution(home);
        if (!Files.isRegularFile(distribution.harness()) || !Files.isDirectory(distribution.worker())) {
            throw new IllegalArgumentException("'" + home + "' is not a distribution: it has no "
                    + (Files.isDirectory(distribution.worker()) ? "harness.jar" : "worker/"));
        }
        return distribution;
    }

    /**
     * Checks that a part is there which not every distribution has.
     *
     * @param what the part in words, for the message
     * @throws UsageException if it is not
     */
    public static void requirePart(String what, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("this distribution lacks " + what + ", the folder " + folder
                    + ", which the command package leaves out: use a whole distribution");
        }
    }

    /** The program. */
    public Path harness() {
        return home.resolve("harness.jar");
    }

    /** The program's libraries, which the manifest of {@link #harness} names. */
    public Path lib() {
        return home.resolve("lib");
    }

    /** The program's version and commit, for run records. */
    public RunRecord.Tool tool() throws IOException {
        return tool(attribute(VERSION), attribute(BUILD));
    }

    /** The worker's jars. */
    public Path worker() {
        return home.resolve("worker");
    }

    /** The conformance kit's jars; may not exist. */
    public Path tck() {
        return home.resolve("tck");
    }

    /** The backends, one folder each. */
    public Path backends() {
        return home.resolve("backends");
    }

    /** The external workers shipped with the program, used only through {@code --backends-dir}; may not exist. */
    public Path peers() {
        return home.resolve("peers");
    }

    /** The templates of plug-ins, one folder each; may not exist. */
    public Path examples() {
        return home.resolve("examples");
    }

    /** The jars of third-party tasks; may not exist. */
    public Path tasks() {
        return home.resolve("tasks");
    }

    /** The program's version. */
    public static String version() {
        return thisTool().version();
    }

    /** This program's version and commit, for run records. */
    public static RunRecord.Tool thisTool() {
        return tool(manifest(VERSION), manifest(BUILD));
    }

    private static RunRecord.Tool tool(Optional<String> version, Optional<String> build) {
        // A build outside a git checkout leaves the placeholder unexpanded.
        return new RunRecord.Tool(
                version.orElse("development"),
                build.filter(commit -> !commit.startsWith("$")).orElse(null));
    }

    /** The jars of a folder, sorted by name; none if the folder does not exist. */
    public static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** An attribute of the manifest of the jar that the program runs from. */
    private static Optional<String> manifest(String name) {
        URL self = Distribution.class.getResource("Distribution.class");
        try {
            if (self != null && self.openConnection() instanceof JarURLConnection jar) {
                return value(jar.getMainAttributes(), name);
            }
        } catch (IOException e) {
            // Not in a jar, or in a jar without a manifest.
        }
        return Optional.empty();
    }

    /** An attribute of the manifest of this distribution's jar. */
    private Optional<String> attribute(String name) throws IOException {
        try (JarFile jar = new JarFile(harness().toFile())) {
            Manifest manifest = jar.getManifest();
            return value(manifest == null ? null : manifest.getMainAttributes(), name);
        } catch (ZipException e) {
            throw new IOException(harness() + " cannot be read as a jar: " + e.getMessage(), e);
        }
    }

    private static Optional<String> value(@Nullable Attributes attributes, String name) {
        return Optional.ofNullable(attributes == null ? null : attributes.getValue(name))
                .filter(value -> !value.isBlank());
    }
}
