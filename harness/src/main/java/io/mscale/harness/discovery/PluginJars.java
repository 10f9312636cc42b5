package io.mscale.harness.discovery;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** Loads third-party jars in a class loader that exposes only the JDK and the API. */
final class PluginJars {

    static final String ID = "[a-z0-9][a-z0-9-]*";

    private PluginJars() {}

    /** A class loader that is never closed, because provider classes are loaded on demand. */
    static ClassLoader classLoader(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, new ApiOnlyClassLoader());
    }

    /** Checks that the jars can be read: class loaders skip damaged ones silently. */
    static void requireReadable(List<Path> jars) throws IOException {
        for (Path jar : jars) {
            try (JarFile readable = new JarFile(jar.toFile())) {
                readable.getManifest();
            } catch (IOException e) {
                throw new IOException(jar + " cannot be read as a jar: " + e.getMessage(), e);
            }
        }
    }

    /** Checks the id of a backend or task; the message of the exception fits {@link #describe}. */
    static void requireId(String id) {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("its id '" + id + "' is not lower-case letters, digits and hyphens");
        }
    }

    /** Describes a plug-in's failure, with its cause. */
    static String describe(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return problem.getMessage() + (cause == problem ? "" : " (" + cause + ")");
    }

    /** Exposes the JDK and the API but not the program's libraries, so that a plug-in sees the same here as in a worker. */
    private static final class ApiOnlyClassLoader extends ClassLoader {

        ApiOnlyClassLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.mscale.api.")) {
                return PluginJars.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
