package io.mscale.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The class that {@code java -jar harness.jar} starts. Java looks for libraries beside the path it was given; if that
 * path is a link to a jar elsewhere, the program is loaded from the jar's real location. Until then this class uses
 * only the JDK and its own jar, so that it works even if the libraries are missing.
 */
public final class Start {

    private static final String LIBRARIES = "lib";
    private static final String PROGRAM = "io.mscale.harness.Main";

    private Start() {}

    /** Passes the arguments to {@link Main}. */
    public static void main(String[] args) throws IOException, URISyntaxException, ReflectiveOperationException {
        Path given = Path.of(
                Start.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = given.toRealPath();
        if (!Files.isDirectory(folder(jar).resolve(LIBRARIES))) {
            System.err.println("mscale-bench: there is no folder " + LIBRARIES + "/ beside " + jar
                    + ": harness.jar runs in its own folder only; to start it from elsewhere, link to it");
            System.exit(ExitCode.USAGE.code());
        }
        if (Files.isSameFile(folder(given), folder(jar))) {
            Main.main(args);
            return;
        }
        // Stays open for as long as the program runs.
        @SuppressWarnings("resource")
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    private static Path folder(Path jar) {
        return Optional.ofNullable(jar.getParent()).orElse(jar);
    }
}
