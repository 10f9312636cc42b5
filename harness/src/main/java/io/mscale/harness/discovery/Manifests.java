package io.mscale.harness.discovery;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/** Reads the manifest of a jar, or of the jar a class came from. */
final class Manifests {

    private Manifests() {}

    static Optional<String> attribute(Path file, String name) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            return Optional.ofNullable(
                            manifest == null
                                    ? null
                                    : manifest.getMainAttributes().getValue(name))
                    .filter(value -> !value.isBlank());
        } catch (ZipException e) {
            throw new IOException(file + " cannot be read as a jar: " + e.getMessage(), e);
        }
    }

    static Optional<String> attribute(Class<?> type, String name) {
        URL self = type.getResource(type.getSimpleName() + ".class");
        if (self == null) {
            return Optional.empty();
        }
        try {
            URLConnection connection = self.openConnection();
            if (connection instanceof JarURLConnection jar) {
                Attributes attributes = jar.getMainAttributes();
                return Optional.ofNullable(attributes == null ? null : attributes.getValue(name))
                        .filter(value -> !value.isBlank());
            }
        } catch (IOException e) {
            // Not in a jar, or in a jar without a manifest.
        }
        return Optional.empty();
    }
}
