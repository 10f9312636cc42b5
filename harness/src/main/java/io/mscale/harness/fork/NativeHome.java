package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A substitute for the user's home folder where libraries unpack native code, used if the home is not writable or is
 * mounted noexec.
 *
 * @param folder the substitute; null if none is suitable on this machine
 * @param reason why the home itself is unsuitable
 */
record NativeHome(@Nullable Path folder, String reason) {

    private static final String NAME = "mscale-bench";

    /** Bits of a file's mode (inode(7)). */
    private static final int OTHERS_WRITE = 0002;

    private static final int STICKY = 01000;

    /** Defers the choice until it is first needed. */
    private static final class OfThisProcess {
        static final Optional<NativeHome> INSTANCE = choose();
    }

    /** The substitute for this process's workers; empty if the home folder is suitable. */
    static Optional<NativeHome> ofThisProcess() {
        return OfThisProcess.INSTANCE;
    }

    private static Optional<NativeHome> choose() {
        String user = System.getProperty("user.name", "").replaceAll("\\W", "_");
        return choose(
                Path.of(System.getProperty("user.home", "")),
                List.of(
                        Path.of(System.getProperty("java.io.tmpdir", ""), NAME + "-" + user),
                        Path.of("runs", ".native").toAbsolutePath()),
                MountTable.ofThisProcess());
    }

    /**
     * Picks the first suitable folder of {@code others}, which are created if missing, unless the home itself is
     * suitable.
     */
    static Optional<NativeHome> choose(Path home, List<Path> others, MountTable mounts) {
        if (Files.isDirectory(home) && Files.isWritable(home) && !mounts.forbidExecution(home)) {
            return Optional.empty();
        }
        String reason = "the home folder " + home
                + (!Files.isDirectory(home)
                        ? " does not exist"
                        : Files.isWritable(home) ? " is mounted noexec" : " cannot be written");
        return Optional.of(new NativeHome(
                others.stream()
                        .filter(folder -> !mounts.forbidExecution(folder) && isOurs(folder))
                        .findFirst()
                        .orElse(null),
                reason));
    }

    /**
     * Whether a folder, created if missing, is writable only by this user: anyone else who can write there could make
     * us run their code.
     */
    private static boolean isOurs(Path folder) {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent == null) {
                return false;
            }
            Files.createDirectories(parent);
            boolean isPosix = Files.getFileStore(parent).supportsFileAttributeView("posix");
            create(folder, isPosix);
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            Path own = Files.createTempFile(folder, "owner", null);
            try {
                return !isPosix
                        || (Files.getOwner(own).equals(Files.getOwner(folder))
                                && !isWritableByOthers(folder)
                                && !canBeReplacedByOthers(parent));
            } finally {
                Files.deleteIfExists(own);
            }
        } catch (IOException | SecurityException e) {
            return false;
        }
    }

    private static void create(Path folder, boolean isPosix) throws IOException {
        try {
            FileAttribute<?> ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(folder, isPosix ? new FileAttribute<?>[] {ours} : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException e) {
            // created earlier, or concurrently by another process
        }
    }

    /** Anyone who can write to a folder can rename its entries, unless it is sticky like {@code /tmp}. */
    private static boolean canBeReplacedByOthers(Path parent) throws IOException {
        int mode = (Integer) Files.getAttribute(parent, "unix:mode");
        return (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    }

    private static boolean isWritableByOthers(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Java options that make a worker's libraries use the folder as the user's home. */
    List<String> javaOptions() {
        return folder == null ? List.of() : List.of("-Duser.home=" + folder);
    }

    /** A one-line message for the user. */
    String note() {
        return reason
                + (folder == null
                        ? ", and neither the temporary folder nor ./runs can hold native libraries in its place; backends"
                                + " that unpack some will not start"
                        : "; native libraries are unpacked in " + folder);
    }
}
