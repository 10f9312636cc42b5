package io.mscale.worker;

import java.io.IOException;

/**
 * Ends the worker when its parent is gone. The parent keeps a pipe to the worker's standard input open and never writes;
 * the pipe's end means that nobody waits for the result any more, so that hours of training are not spent for nobody. What
 * the worker started itself ends with it.
 */
public final class ParentWatch {

    private ParentWatch() {}

    /** Begins to watch. */
    public static void start() {
        Thread watch = new Thread(ParentWatch::waitForEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent; whatever comes is not for us.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(3);
    }
}
