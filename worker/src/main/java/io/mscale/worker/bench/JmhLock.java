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

/**
 * The file by which JMH sees to it that only one JMH measures on a machine. It stays behind, and JMH opens it for writing:
 * where another user left it in a shared temporary folder, JMH would never run again. So such a lock is tried here as far as
 * its permissions go, and if nobody holds it JMH is told to do without.
 */
final class JmhLock {

    private static final String IGNORE = "jmh.ignoreLock";

    private JmhLock() {}

    /** Must be called before JMH's runner is loaded, which reads its properties once. */
    static void makeUsable() {
        makeUsable(Path.of(System.getProperty("java.io.tmpdir", ""), "jmh.lock"));
    }

    private static void makeUsable(Path file) {
        if (!Files.exists(file) || canBeOpened(file.toFile()) || isHeld(file)) {
            return; // JMH does what is right itself
        }
        System.out.println("# " + file + " belongs to another user and nobody holds it: measuring without JMH's lock");
        System.setProperty(IGNORE, "true");
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
