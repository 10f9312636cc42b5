package io.mscale.worker.bench;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Works around a stale JMH lock file. JMH allows only one JMH process per machine by locking a file that it never
 * deletes and opens for writing. A file left by another user in a shared temporary folder would therefore keep JMH from
 * ever running again. This class checks such a lock as far as its permissions allow. If nobody holds it, JMH runs
 * without its lock, and a lock file per user keeps this user's own JMH processes apart.
 */
final class JmhLock implements AutoCloseable {

    private static final String IGNORE = "jmh.ignoreLock";

    /** The locked per-user file; null if JMH's own lock works, or neither can be used. */
    private final @Nullable FileChannel own;

    private JmhLock(@Nullable FileChannel own) {
        this.own = own;
    }

    /**
     * Acquires the lock until it is closed. Must be called before JMH's runner is loaded, which reads its properties
     * once.
     */
    static JmhLock acquire() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir", ""));
        Path file = folder.resolve("jmh.lock");
        if (!Files.exists(file) || canBeOpened(file.toFile()) || isHeld(file)) {
            return new JmhLock(null); // JMH handles this case itself
        }
        String user = System.getProperty("user.name", "").replaceAll("\\W", "_");
        FileChannel own = locked(folder.resolve("jmh-" + user + ".lock"));
        if (own != null) {
            System.out.println(
                    "# " + file + " belongs to another user and nobody holds it: measuring without JMH's lock");
            System.setProperty(IGNORE, "true");
        }
        return new JmhLock(own);
    }

    private static @Nullable FileChannel locked(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (IOException | OverlappingFileLockException e) {
            // JMH will report that its own lock cannot be acquired
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    /**
     * Opens the file the way JMH does. In a sticky folder the kernel may refuse that whatever the file's permissions
     * are.
     */
    @SuppressWarnings("ResultOfMethodCallIgnored") // only the owner can change permissions, and others may not need to
    private static boolean canBeOpened(File file) {
        file.setWritable(true, false);
        try (RandomAccessFile opened = new RandomAccessFile(file, "rw")) {
            return opened.getChannel().isOpen();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether JMH's lock is held: a shared lock cannot be acquired then. If in doubt, it counts as held. */
    private static boolean isHeld(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }
}
