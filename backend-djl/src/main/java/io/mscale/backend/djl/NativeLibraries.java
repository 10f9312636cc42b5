package io.mscale.backend.djl;

import ai.djl.util.Utils;
import io.mscale.api.support.Glibc;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries: where DJL looks for them, and what is wrong with them. DJL unpacks the jar's libraries into a
 * cache, by default {@code ~/.djl.ai} (changed by {@code DJL_CACHE_DIR} and {@code ENGINE_CACHE_DIR}). It unpacks into
 * a temporary folder that it renames when complete, so two workers may start at once. Later it loads the cached files
 * unchecked, and a truncated file would crash the process with a bus error; so they are checked here first.
 */
final class NativeLibraries {

    private NativeLibraries() {}

    /**
     * Checks the libraries that would be loaded.
     *
     * @throws UnusableLibraryException if they are missing, duplicated, damaged or built for another C library
     */
    static void check() {
        Glibc.obstacle("PyTorch").ifPresent(reason -> {
            throw new UnusableLibraryException(reason);
        });
        requireOne("DJL's API", "ai/djl/engine/Engine.class");
        requireOne("DJL's PyTorch engine", "ai/djl/pytorch/engine/PtEngine.class");
        requireOne("DJL's native bridge to PyTorch (pytorch-jni)", "jnilib/pytorch.properties");
        if (overrideFolder() == null) {
            List<URL> jars = requireAtMostOne("PyTorch's native libraries", "native/lib/pytorch.properties");
            if (jars.isEmpty() && Utils.isOfflineMode()) {
                throw new UnusableLibraryException(
                        "no PyTorch native library: there is none on the class path (for the CPU,"
                                + " backends/djl/cpu/ must hold pytorch-native-cpu-*.jar for this platform), none in"
                                + " PYTORCH_LIBRARY_PATH, and downloading is off");
            }
            if (!jars.isEmpty()) {
                checkCache(jars.get(0));
            }
        }
    }

    /** Returns the folder that replaces the libraries of the class path: the first with libtorch in the user's path. */
    static @Nullable Path overrideFolder() {
        String paths = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH");
        String name = System.mapLibraryName("torch");
        for (String path : paths == null ? new String[0] : paths.split(File.pathSeparator, -1)) {
            File entry = new File(path);
            if (entry.isFile() && entry.getName().equals(name)) {
                return entry.toPath().toAbsolutePath().getParent();
            }
            if (new File(entry, name).isFile()) {
                return entry.toPath().toAbsolutePath();
            }
        }
        return null;
    }

    /** Returns whether a folder contains the libraries of a CUDA build of PyTorch. */
    static boolean areForCuda(Path folder) {
        return Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
    }

    /** Explains why loading failed, with the root cause and the location to check. */
    static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        Path override = overrideFolder();
        String remedy = override != null
                ? "the libraries were taken from " + override
                        + " (PYTORCH_LIBRARY_PATH); they must be those of PyTorch 2.7.1"
                : "delete " + Utils.getEngineCacheDir("pytorch") + "; it is filled again at the next start";
        String searched = System.getenv("LD_LIBRARY_PATH");
        if (searched != null && !searched.isBlank()) {
            remedy += "; LD_LIBRARY_PATH is " + searched + ", which takes precedence over the system's libraries";
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return "PyTorch's native libraries cannot be loaded: " + message + "; " + remedy;
    }

    /** Compares the sizes of the unpacked files with those in the jar. */
    private static void checkCache(URL properties) {
        Properties jar = new Properties();
        try (InputStream in = properties.openStream()) {
            jar.load(in);
            String platform = jar.getProperty("flavor", "") + "-" + jar.getProperty("classifier", "");
            Path folder = Utils.getEngineCacheDir("pytorch").resolve(jar.getProperty("version", "") + "-" + platform);
            if (!Files.isDirectory(folder)) {
                return; // not unpacked yet
            }
            if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
                throw new UnusableLibraryException("PyTorch's native libraries in " + folder + " belong to another user"
                        + " and cannot be read; point DJL_CACHE_DIR at a folder of your own");
            }
            for (String library : jar.getProperty("libraries", "").split(",", -1)) {
                URL packed = loader().getResource("pytorch/" + platform.replaceFirst("-", "/") + "/" + library);
                Path unpacked = folder.resolve(library);
                if (packed != null && size(packed) != (Files.exists(unpacked) ? Files.size(unpacked) : -1)) {
                    throw new UnusableLibraryException("PyTorch's native library " + unpacked
                            + " is damaged (its size is not that of the one in the jar); delete " + folder
                            + "; it is filled again at the next start");
                }
            }
        } catch (IOException e) {
            throw new UnusableLibraryException("PyTorch's native libraries cannot be read: " + e.getMessage(), e);
        }
    }

    private static long size(URL packed) throws IOException {
        URLConnection connection = packed.openConnection();
        connection.setUseCaches(false);
        long size = connection.getContentLengthLong();
        connection.getInputStream().close(); // closes the jar
        return size;
    }

    private static void requireOne(String what, String resource) {
        if (requireAtMostOne(what, resource).isEmpty()) {
            throw new UnusableLibraryException(what + " is missing from the backend's folder");
        }
    }

    private static List<URL> requireAtMostOne(String what, String resource) {
        List<URL> places;
        try {
            places = Collections.list(loader().getResources(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (places.size() > 1) {
            String jars = places.stream()
                    .map(place -> place.getPath().replaceFirst("!.*", "").replaceFirst("^file:", ""))
                    .collect(Collectors.joining(", "));
            throw new UnusableLibraryException(what + " was found " + places.size() + " times: " + jars
                    + "; keep one version of each jar in the backend's folder");
        }
        return places;
    }

    private static ClassLoader loader() {
        ClassLoader own = NativeLibraries.class.getClassLoader();
        return own == null ? ClassLoader.getSystemClassLoader() : own;
    }
}
