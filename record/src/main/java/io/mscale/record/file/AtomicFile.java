package io.mscale.record.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files atomically: a reader sees the old content or the new, never a part. */
public final class AtomicFile {

    /** Piece size of large writes: Java copies each write into a buffer of the same size. */
    private static final int LARGEST_PIECE = 1 << 20;

    private AtomicFile() {}

    /** What is written, piece by piece. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes text in UTF-8; see {@link #write(Path, byte[])}. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes; see {@link #write(Path, Content)}. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> {
            for (int from = 0; from < content.length; from += LARGEST_PIECE) {
                out.write(content, from, Math.min(LARGEST_PIECE, content.length - from));
            }
        });
    }

    /**
     * Writes to a temporary file in the same folder, forces it to disk and renames it.
     *
     * @throws IOException if the disk is full or the folder is not writable; the message names the file, whose old
     *     content is kept
     */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            IOException named = new IOException(file + " cannot be written: " + reason(e), e);
            tryDelete(temporary, named);
            throw named;
        } catch (RuntimeException | Error e) {
            tryDelete(temporary, e);
            throw e;
        }
    }

    private static void tryDelete(Path temporary, Throwable failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /**
     * The reason of a failed file operation without the file's name: the system's message, or the kind of exception.
     */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its folder does not exist and cannot be made";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName().replace("Exception", "") : reason;
    }
}
