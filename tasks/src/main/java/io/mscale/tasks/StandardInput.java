package io.mscale.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the program is given to read, as a file: the cells' processes and continued runs read it again. Its name has the digest
 * of its content, so that equal tables are kept once.
 */
final class StandardInput {

    /** The name that means it. */
    static final String NAME = "-";

    /** Followed by the user's name: others cannot write there. */
    private static final String FOLDER = "mscale-bench-tables-";

    private StandardInput() {}

    /**
     * Keeps what is read in the folder for temporary files.
     *
     * @throws IllegalArgumentException if there is nothing, or it cannot be kept
     */
    static Path kept(InputStream in) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"))
                .toAbsolutePath()
                .normalize()
                .resolve(FOLDER + System.getProperty("user.name", "").replaceAll("\\W", "_"));
        try {
            byte[] bytes = in.readAllBytes();
            if (bytes.length == 0) {
                throw new IllegalArgumentException("'-' stands for the standard input, which is empty");
            }
            Path file = Files.createDirectories(folder).resolve("stdin-" + digest(bytes) + ".csv");
            if (!Files.exists(file)) {
                Path unfinished = Files.createTempFile(folder, "stdin", ".new");
                Files.write(unfinished, bytes);
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the standard input cannot be kept in '" + folder + "': " + e.getMessage(), e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return String.format("%064x", new BigInteger(1, digest)).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
