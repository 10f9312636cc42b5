package io.mscale.harness.discovery;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.jar.Attributes;

/** Reads the manifest of the jar a class came from. */
final class Manifests {

    private Manifests() {}

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
            // Not in a jar, or a jar without a manifest: unknown.
        }
        return Optional.empty();
    }
}
