package io.mscale.backend.simd;

import java.util.List;
import java.util.OptionalInt;

/**
 * Vector width override: {@code -Dmscale.simd.bits=256} replaces the width that the JVM prefers. Widths beyond the
 * processor's give the same results, very slowly.
 */
public final class VectorBits {

    /** The widest vectors that the kernels are written for. */
    public static final int LARGEST = 512;

    static final String PROPERTY = "mscale.simd.bits";

    private static final List<String> ALLOWED = List.of("128", "256", "512");

    private VectorBits() {}

    /**
     * The value of the system property; empty if it is not set.
     *
     * @throws IllegalArgumentException if it is not 128, 256 or 512
     */
    public static OptionalInt wanted() {
        String value = System.getProperty(PROPERTY);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!ALLOWED.contains(value)) {
            throw new IllegalArgumentException(
                    PROPERTY + " must be one of " + String.join(", ", ALLOWED) + ", not '" + value + "'");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }
}
