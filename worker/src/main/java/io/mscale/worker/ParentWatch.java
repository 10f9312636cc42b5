package io.mscale.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;

/**
 * Ends the worker when its parent is gone. The parent keeps a pipe to the worker's standard input open and never
 * writes to it. When the pipe ends, nobody is waiting for the result, and hours of training would be wasted.
 * Processes started by the worker end with it.
 */
public final class ParentWatch {

    /** Closing a channel does not wake a blocked read on every system (not on Windows). */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long the end of a process may take, native libraries' included. */
    private static final Duration END = Duration.ofSeconds(30);

    /** A channel, because closing it wakes a thread that reads from it. */
    private final FileChannel input = new FileInputStream(FileDescriptor.in).getChannel();

    private volatile boolean isOver;

    private ParentWatch() {}

    /** Starts watching. */
    public static ParentWatch start() {
        ParentWatch watch = new ParentWatch();
        daemon(watch::waitForEndOfInput, "parent-watch");
        return watch;
    }

    /**
     * Ends the watch and the process. A JVM that exits waits 0.3 seconds for threads that are blocked in a system call, as
     * a watch is. From here on nobody would notice that the parent is gone, so a process that hangs while it ends is halted.
     */
    public void exit(int status) {
        isOver = true;
        daemon(() -> haltAfter(END, status), "parent-watch-over");
        Thread closing = daemon(this::close, "parent-watch-end");
        try {
            closing.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(status);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void haltAfter(Duration time, int status) {
        try {
            Thread.sleep(time.toMillis());
            Runtime.getRuntime().halt(status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        try {
            input.close();
        } catch (IOException e) {
            // The process ends all the same.
        }
    }

    private void waitForEndOfInput() {
        ByteBuffer ignored = ByteBuffer.allocate(1);
        try {
            while (input.read(ignored.clear()) >= 0) {
                // The parent never sends anything; any input is ignored.
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        if (isOver) {
            return;
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(3);
    }
}
