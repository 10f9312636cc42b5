package io.mscale.harness;

import io.mscale.record.memory.OutOfMemory;

/** Advice for a user whose JVM ran out of memory. */
public final class HeapAdvice {

    private static final long GIBIBYTE = 1L << 30;
    private static final long LEAST_ADVISED = 8;

    private HeapAdvice() {}

    /** What ran out and, if it was the heap, how to repeat the program with these arguments; in one line. */
    public static String of(OutOfMemoryError error, String arguments) {
        String what = OutOfMemory.inWords(error);
        return OutOfMemory.isOfTheHeap(error)
                ? what + "; give it more: java -Xmx"
                        + advised(Runtime.getRuntime().maxMemory()) + "g -jar harness.jar " + arguments
                : what;
    }

    /** At least twice the heap that was too small, in GiB. */
    static long advised(long heapBytes) {
        return Math.max(LEAST_ADVISED, 2 * (1 + (heapBytes - 1) / GIBIBYTE));
    }
}
