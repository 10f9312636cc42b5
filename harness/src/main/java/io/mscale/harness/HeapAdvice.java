package io.mscale.harness;

import io.mscale.record.memory.OutOfMemory;

/** What a user is told who gave this program too little memory. */
public final class HeapAdvice {

    private static final long GIBIBYTE = 1L << 30;
    private static final long LEAST_ADVISED = 8;

    private HeapAdvice() {}

    /** What ran out, and the remedy if the heap did, in one line. */
    public static String of(OutOfMemoryError error) {
        return of(error, "...");
    }

    /**
     * The same with what to do with more memory.
     *
     * @param arguments the program's arguments
     */
    public static String of(OutOfMemoryError error, String arguments) {
        return OutOfMemory.inWords(error)
                + (OutOfMemory.isOfTheHeap(error)
                        ? "; give it more: java -Xmx"
                                + advised(Runtime.getRuntime().maxMemory()) + "g -jar harness.jar " + arguments
                        : "");
    }

    /** At least twice a heap that was too small, in GiB. */
    static long advised(long heapBytes) {
        return Math.max(LEAST_ADVISED, 2 * (1 + (heapBytes - 1) / GIBIBYTE));
    }
}
