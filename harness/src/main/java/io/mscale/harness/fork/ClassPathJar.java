package io.mscale.harness.fork;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar without classes whose manifest lists a class path. Java splits {@code -cp} at every path separator, so there is
 * no other way to pass a path that contains one.
 */
record ClassPathJar(Path path) implements AutoCloseable {

    /** Whether a class path cannot be passed as an option. */
    static boolean isNeededFor(List<Path> classPath) {
        return classPath.stream().anyMatch(ClassPathJar::holdsSeparator);
    }

    /**
     * Writes a jar into the temporary folder.
     *
     * @throws IOException if it cannot be written, or its own path contains the separator too
     */
    static ClassPathJar of(List<Path> classPath) throws IOException {
        ClassPathJar jar = new ClassPathJar(Files.createTempFile("mscale-class-path", ".jar"));
        try {
            if (holdsSeparator(jar.path)) {
                throw new IOException(
                        "Java takes '" + File.pathSeparator + "' in a path for the end of it, and both the"
                                + " program's folder and the temporary folder, " + jar.path.getParent()
                                + ", hold one: name another with -Djava.io.tmpdir=DIR before -jar");
            }
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            String entries =
                    classPath.stream().map(entry -> entry.toUri().toString()).collect(Collectors.joining(" "));
            attributes.put(Attributes.Name.CLASS_PATH, entries);
            try (OutputStream out = Files.newOutputStream(jar.path);
                    JarOutputStream closing = new JarOutputStream(out, manifest)) {
                closing.flush();
            }
            return jar;
        } catch (IOException e) {
            jar.close();
            throw e;
        }
    }

    private static boolean holdsSeparator(Path path) {
        return path.toString().contains(File.pathSeparator);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Leaves a few hundred bytes in the temporary folder; not worth failing for.
        }
    }
}
