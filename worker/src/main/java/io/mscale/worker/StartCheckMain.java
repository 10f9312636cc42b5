package io.mscale.worker;

/** Reports that a worker's JVM starts with the options it was given, and does nothing else. */
public final class StartCheckMain {

    /** The line printed; the harness looks for it. */
    public static final String STARTED = "mscale worker started";

    private StartCheckMain() {}

    public static void main(String[] args) {
        System.out.println(STARTED);
    }
}
