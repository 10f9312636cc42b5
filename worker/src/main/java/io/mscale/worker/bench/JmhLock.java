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
 * The file by which JMH sees to it that only one JMH measures on a machine. It stays behind, and JMH opens it for writing:
 * where another user left it in a shared temporary folder, JMH would never run again. So such a lock is tried here as far as
 * its permissions go, and if nobody holds it JMH is told to do without, and this user's own JMHs keep each other out by a file
 * of their own.
 */
final class JmhLock implements AutoCloseable {

    private static final String IGNORE = "jmh.ignoreLock";

    /** The file of this user's own, locked; null if JMH's will do, or nothing will. */
    private final @Nullable FileChannel own;

    private JmhLock(@Nullable FileChannel own) {
        this.own = own;
    }

    /** Must be called before JMH's runner is loaded, which reads its properties once; held until it is closed. */
    static JmhLock acquire() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir", ""));
        Path file = folder.resolve("jmh.lock");
        if (!Files.exists(file) || canBeOpened(file.toFile()) || isHeld(file)) {
            return new JmhLock(null); // JMH does what is right itself
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
            // JMH will say that its own cannot be had
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    /** As JMH does it. In a sticky folder the kernel may refuse that, whatever the file's permissions are. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // who does not own the file cannot, and may need no leave
    private static boolean canBeOpened(File file) {
        file.setWritable(true, false);
        try (RandomAccessFile opened = new RandomAccessFile(file, "rw")) {
            return opened.getChannel().isOpen();
        } catch (IOException e) {
            return false;
        }
    }

    /** A shared lock cannot be had while another process holds JMH's. Unknown counts as held. */
    private static boolean isHeld(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }
}
