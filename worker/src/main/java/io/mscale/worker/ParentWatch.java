package io.mscale.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Listens to the parent, which keeps a pipe to the worker's standard input open. Each byte that it writes grants a turn.
 * When the pipe ends, the parent is gone and nobody is waiting for the result; hours of training would be wasted, so the
 * worker ends. Processes started by the worker end with it.
 */
public final class ParentWatch {

    /** Closing a channel does not wake a blocked read on every system (not on Windows). */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long the end of a process may take, native libraries' included. */
    private static final Duration END = Duration.ofSeconds(30);

    /** A channel, because closing it wakes a thread that reads from it. */
    private final FileChannel input = new FileInputStream(FileDescriptor.in).getChannel();

    private final Semaphore turns = new Semaphore(0);

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

    /** Waits until the parent grants a turn. Uses no processor time meanwhile. */
    public void awaitTurn() {
        turns.acquireUninterruptibly();
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
        ByteBuffer granted = ByteBuffer.allocate(1);
        try {
            while (input.read(granted.clear()) >= 0) {
                turns.release();
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
