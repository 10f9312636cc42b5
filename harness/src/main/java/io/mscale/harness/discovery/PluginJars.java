package io.mscale.harness.discovery;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** Jars of a third party, from which providers are loaded in a class loader that shows them the API and nothing else of us. */
final class PluginJars {

    private PluginJars() {}

    /** Stays open as long as the program: the provider's classes are loaded from it whenever they are needed. */
    static ClassLoader classLoader(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, new ApiOnlyClassLoader(PluginJars.class.getClassLoader()));
    }

    /** A class loader passes over a jar that is damaged; the user should hear of it. */
    static void requireReadable(List<Path> jars) throws IOException {
        for (Path jar : jars) {
            try (JarFile readable = new JarFile(jar.toFile())) {
                readable.getManifest();
            } catch (IOException e) {
                throw new IOException(jar + " cannot be read as a jar: " + e.getMessage(), e);
            }
        }
    }

    /** What a plug-in did wrong. */
    static String describe(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return problem.getMessage() + (cause == problem ? "" : " (" + cause + ")");
    }
}
