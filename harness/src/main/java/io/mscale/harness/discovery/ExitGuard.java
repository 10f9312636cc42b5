package io.mscale.harness.discovery;

import io.mscale.harness.ExitCode;
import java.util.Arrays;

/**
 * Held while code of a plug-in runs in this program. If that code calls {@code System.exit}, the program ends, which
 * nothing can prevent; but it says which plug-in did it, and does not end as if all were well.
 */
public final class ExitGuard implements AutoCloseable {

    private final Thread hook;

    /** Guards the current thread; {@code plugin} is whose code it runs, for the message. */
    public ExitGuard(String plugin) {
        Thread guarded = Thread.currentThread();
        hook = new Thread(() -> endIfExiting(guarded, plugin), "exit-guard");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void endIfExiting(Thread guarded, String plugin) {
        boolean exits = Arrays.stream(guarded.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
        if (exits) { // otherwise the user ended it
            System.err.println("mscale-bench: cannot go on: " + plugin + " called System.exit; remove or fix it");
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
