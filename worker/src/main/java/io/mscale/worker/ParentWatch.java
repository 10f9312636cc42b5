package io.mscale.worker;

import java.io.IOException;

/**
 * Ends the worker when its parent is gone. The parent keeps a pipe to the worker's standard input open and never
 * writes to it. When the pipe ends, nobody is waiting for the result, and hours of training would be wasted.
 * Processes started by the worker end with it.
 */
public final class ParentWatch {

    private ParentWatch() {}

    /** Starts watching. */
    public static void start() {
        Thread watch = new Thread(ParentWatch::waitForEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent never sends anything; any input is ignored.
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(3);
    }
}
