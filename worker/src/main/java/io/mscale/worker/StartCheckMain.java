package io.mscale.worker;

/** Says that a worker's JVM has started with the options it was given. Nothing else happens. */
public final class StartCheckMain {

    /** What is printed; the harness looks for it. */
    public static final String STARTED = "mscale worker started";

    private StartCheckMain() {}

    /** See the class. */
    public static void main(String[] args) {
        System.out.println(STARTED);
    }
}
