package io.mscale.record.cell;

import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that a task was made from, as it was when the run was planned.
 *
 * @param path its absolute path
 * @param sha256 the SHA-256 of its content, lower-case hexadecimal
 */
public record DataFile(String path, String sha256) {

    public DataFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sha256, "sha256");
    }

    /** Describes a file as it is now. */
    public static DataFile of(Path file) throws IOException {
        return new DataFile(file.toAbsolutePath().normalize().toString(), digest(file));
    }

    /** Why the file no longer matches the recorded one; empty if it does. */
    public Optional<String> problem() {
        Path file = Path.of(path);
        try {
            String now = digest(file);
            return now.equals(sha256)
                    ? Optional.empty()
                    : Optional.of("'" + path + "' has changed since the run was planned: its SHA-256 was "
                            + brief(sha256) + ", it is " + brief(now));
        } catch (IOException e) {
            return Optional.of("'" + path + "' cannot be read any more: "
                    + (Files.exists(file) ? AtomicFile.reason(e) : "there is no such file"));
        }
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
