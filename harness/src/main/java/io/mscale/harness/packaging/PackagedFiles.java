package io.mscale.harness.packaging;

import io.mscale.api.Device;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.external.BackendFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a distribution that has only what training, comparing and keeping histories need, with some backends.
 *
 * @param files where each file is now, by its path in the distribution with slashes
 */
public record PackagedFiles(SortedMap<String, Path> files) {

    /** What makes a distribution lawful to hand on. */
    private static final List<String> LICENCES = List.of("LICENSE", "THIRD-PARTY.md");

    /** Left behind by Python where a worker has run, and of no use elsewhere. */
    private static final String CACHE = "__pycache__";

    public PackagedFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Finds the files.
     *
     * @param distribution what the program, its worker and third parties' tasks are taken from
     * @param backends the distribution's own, or others
     * @param devices the kinds of devices that are wanted: jars for others are left out
     * @throws UsageException if a backend needs files beside its folder
     */
    public static PackagedFiles of(
            Distribution distribution, List<FoundBackend> backends, Collection<Device.Kind> devices)
            throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        files.put("harness.jar", distribution.harness());
        for (String name : LICENCES) {
            Path file = distribution.home().resolve(name);
            if (Files.isRegularFile(file)) {
                files.put(name, file);
            }
        }
        for (Path folder : List.of(distribution.lib(), distribution.worker(), distribution.tasks())) {
            if (Files.isDirectory(folder)) {
                files.putAll(below(folder, folder.getFileName().toString()));
            }
        }
        for (FoundBackend backend : backends) {
            requireOwnFiles(backend, backends);
            String place = "backends/" + backend.id();
            SortedMap<String, Path> ofBackend = below(backend.folder().path(), place);
            if (!backend.folder().isExternal()) {
                ofBackend.keySet().removeIf(path -> isOfOtherDevice(path.substring(place.length() + 1), devices));
            }
            files.putAll(ofBackend);
        }
        return new PackagedFiles(files);
    }

    private static boolean isOfOtherDevice(String path, Collection<Device.Kind> devices) {
        return Stream.of(Device.Kind.values())
                .anyMatch(kind -> path.startsWith(kind.id() + "/") && !devices.contains(kind));
    }

    /** All files below a folder, by their paths in another. Links are followed: they may lead nowhere elsewhere. */
    private static SortedMap<String, Path> below(Path folder, String place) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                List<String> names = new ArrayList<>(List.of(place));
                folder.relativize(file).forEach(name -> names.add(name.toString()));
                if (!names.contains(CACHE)) {
                    files.put(String.join("/", names), file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    /**
     * Checks that an external worker's command names no file beside its folder, unless that is in the folder of another
     * backend that comes along under the same name.
     */
    private static void requireOwnFiles(FoundBackend backend, List<FoundBackend> all) throws IOException {
        BackendFolder folder = backend.folder();
        if (!folder.isExternal()) {
            return;
        }
        Path home = folder.path().toAbsolutePath().normalize();
        for (String word :
                BackendFile.read(folder.path().resolve(BackendFile.NAME)).command()) {
            Path file = home.resolve(word).normalize();
            boolean isOutside = word.startsWith("..") && Files.exists(file) && !file.startsWith(home);
            if (isOutside && all.stream().noneMatch(other -> comesAlong(file, home, other))) {
                throw new UsageException("--backend: '" + backend.id() + "' needs " + word
                        + ", which is not in its folder; name the backend that has it, too");
            }
        }
    }

    private static boolean comesAlong(Path file, Path home, FoundBackend other) {
        Path folder = other.folder().path().toAbsolutePath().normalize();
        return file.startsWith(folder)
                && other.folder().name().equals(other.id())
                && folder.resolveSibling(home.getFileName()).equals(home);
    }

    /** Their size together. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files.values()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** The programs and scripts of external workers that are marked as such, by their paths in the distribution. */
    public List<String> executables() {
        return files.entrySet().stream()
                .filter(file -> !file.getKey().endsWith(".jar"))
                .filter(file -> file.getValue()
                        .getFileSystem()
                        .supportedFileAttributeViews()
                        .contains("posix"))
                .filter(file -> Files.isExecutable(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
