package io.mscale.harness.discovery;

import io.mscale.api.support.FailureText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads third-party jars in a class loader that exposes only the JDK and the API. */
final class PluginJars {

    static final String ID = "[a-z0-9][a-z0-9-]*";

    /** What ServiceLoader says of a class, and what is said instead of the class, the service file, the remedy, the cause. */
    private static final Map<Pattern, String> SERVICE_PROBLEMS = Map.of(
            Pattern.compile("Provider (\\S+) not found"),
            "class %1$s, which %2$s names, is missing: %3$s",
            Pattern.compile("(\\S+) Unable to get public no-arg constructor"),
            "class %1$s, which %2$s names, has no public constructor without parameters",
            Pattern.compile("(\\S+) not a subtype"),
            "class %1$s, which %2$s names, does not implement that interface",
            Pattern.compile("Provider (\\S+) could not be instantiated"),
            "the constructor of %1$s failed: %4$s");

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

    /**
     * Describes a plug-in's failure on one line.
     *
     * @param remedy what to do if a class is missing, as in "put the jar that has it into ..."
     */
    static String describe(Throwable problem, String remedy) {
        Optional<String> linkage = FailureText.ofLinkage(problem, remedy);
        if (linkage.isPresent()) {
            return linkage.get();
        }
        if (problem instanceof ServiceConfigurationError) {
            return describeService(problem, remedy);
        }
        if (problem.getMessage() == null) {
            return FailureText.of(problem);
        }
        return problem.getMessage() + (problem.getCause() == null ? "" : " (" + problem.getCause() + ")");
    }

    /** ServiceLoader's messages begin with the service's name and leave out what to do. */
    private static String describeService(Throwable problem, String remedy) {
        String message = String.valueOf(problem.getMessage());
        int colon = message.indexOf(": ");
        String service = "META-INF/services/" + message.substring(0, Math.max(colon, 0));
        String words = message.substring(colon + 1).strip();
        for (Map.Entry<Pattern, String> reworded : SERVICE_PROBLEMS.entrySet()) {
            Matcher matcher = reworded.getKey().matcher(words);
            if (matcher.matches()) {
                String cause = problem.getCause() == null ? "" : FailureText.of(problem.getCause());
                return reworded.getValue().formatted(matcher.group(1), service, remedy, cause);
            }
        }
        return words + (problem.getCause() == null ? "" : " (" + problem.getCause() + ")");
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
