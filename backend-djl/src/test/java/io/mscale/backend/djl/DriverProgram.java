package io.mscale.backend.djl;

import java.time.Duration;

/** Asks NVIDIA's driver, with the patience in milliseconds that is its argument, and prints what came of it. */
final class DriverProgram {

    private DriverProgram() {}

    /** The program. */
    public static void main(String[] arguments) {
        try {
            System.out.println(NvidiaDriver.find(Duration.ofMillis(Long.parseLong(arguments[0]))));
        } catch (UnusableLibraryException e) {
            System.out.println("unusable: " + e.getMessage());
        }
        System.exit(0);
    }
}
