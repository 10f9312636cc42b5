package io.mscale.harness.packaging;

import io.mscale.harness.UsageException;
import io.mscale.record.file.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A distribution as a zip file, below one folder. It keeps no modes of files. */
public record PackageZip(Path path) {

    /** The folder in the file, as in the zip file of a whole distribution. */
    public static final String FOLDER = "mscale-bench";

    /** Whether a file's name says that it is one. */
    public static boolean isMeant(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /**
     * Checks that nothing is there.
     *
     * @throws UsageException if something is
     */
    public void requireNew() {
        if (Files.exists(path)) {
            throw new UsageException("'" + path + "' already exists; name another file with --out");
        }
    }

    /**
     * Writes the file: first elsewhere, and then it is moved there, so that nobody sees a part.
     *
     * @throws IOException if it cannot be written; it says why
     */
    public void write(PackagedFiles packaged) throws IOException {
        Path target = path.toAbsolutePath().normalize();
        Path unfinished =
                target.resolveSibling(".mscale-new-" + ProcessHandle.current().pid() + ".zip");
        try {
            Files.createDirectories(target.resolveSibling(""));
            try (ZipOutputStream zip =
                    new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
                for (Map.Entry<String, Path> file : packaged.files().entrySet()) {
                    add(zip, file.getKey(), file.getValue());
                }
            }
            Files.move(unfinished, target);
        } catch (IOException e) {
            IOException named = new IOException("'" + path + "' cannot be written: " + AtomicFile.reason(e), e);
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException alsoFailed) {
                named.addSuppressed(alsoFailed);
            }
            throw named;
        }
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        // Jars are compressed already.
        zip.setLevel(name.endsWith(".jar") ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        ZipEntry entry = new ZipEntry(FOLDER + "/" + name);
        entry.setTime(Files.getLastModifiedTime(file).toMillis());
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
    }
}
